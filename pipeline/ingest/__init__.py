"""From the mailbox to what a letter brings: mailbox, keep, letter, subject, Word, pictures, archives, assemble."""
