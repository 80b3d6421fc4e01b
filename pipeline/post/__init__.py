"""SMTP: composing bytes, classifying answers, pacing, sending one."""
