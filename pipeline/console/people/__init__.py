"""Who may do what at the desk: roles, passwords, logins."""
