"""Baosong 报送台: an office's shared mailbox as an automated intake desk."""
