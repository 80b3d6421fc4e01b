"""The throwaway configurations of Dovecot and exim4."""

import grp
import pwd
from pathlib import Path

_DOVECOT_COMMON = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_uid = {user}
mail_gid = {group}
mail_max_userip_connections = 0
mail_fsync = never

service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
"""

_DOVECOT_23 = """
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:~
maildir_stat_dirs = yes
passdb {{
  driver = passwd-file
  args = username_format=%Lu {folder}/users/%Lu
}}
userdb {{
  driver = passwd-file
  args = username_format=%Lu {folder}/users/%Lu
}}
"""


# Written from Dovecot's upgrade guide 2.3 to 2.4; Debian 12, where these tests were made, has 2.3.
_DOVECOT_24 = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
auth_allow_cleartext = yes
auth_mechanisms = plain login
auth_failure_delay = 0
mail_driver = maildir
mail_path = ~
maildir_stat_dirs = yes
passdb passwd-file {{
  passwd_file_path = {folder}/users/%{{user}}
}}
userdb passwd-file {{
  passwd_file_path = {folder}/users/%{{user}}
}}
"""


def dovecot_conf(version: str, folder: Path, port: int, user: pwd.struct_passwd) -> str:
    """dovecot.conf for IMAP alone, in the language of that version; 2.4 wants its own settings first."""
    text = _DOVECOT_COMMON + _DOVECOT_23 if version.startswith("2.3.") else _DOVECOT_24 + _DOVECOT_COMMON
    return text.format(folder=folder, port=port, user=user.pw_name, group=_group(user.pw_gid))


def _group(gid: int) -> str:
    return grp.getgrgid(gid).gr_name


_EXIM = r"""
exim_user = {user}
exim_group = {group}
primary_hostname = mail.test
spool_directory = {folder}/spool
log_file_path = {folder}/log/exim.%s
pid_file_path = {folder}/run/exim.pid
local_interfaces = <; 127.0.0.1
daemon_smtp_ports = {port}
deliver_drop_privilege
never_users =
message_size_limit = 100M
smtp_accept_max = 200
smtp_accept_max_per_connection = 0
smtp_accept_queue = 0
smtp_accept_queue_per_connection = 0
queue_run_max = 4
rfc1413_query_timeout = 0s
host_lookup =
pipelining_connect_advertise_hosts =
tls_advertise_hosts =
dns_again_means_nonexist = *
keep_environment =
add_environment =
bounce_return_size_limit = 10K
accept_8bitmime = true
smtp_enforce_sync = false
acl_smtp_auth = accept
acl_smtp_mail = acl_sender
acl_smtp_rcpt = acl_recipient
acl_smtp_data = accept

begin acl

acl_sender:
{same_sender}
  accept

acl_recipient:
  deny    condition = ${{lookup{{$local_part@$domain}}lsearch{{{folder}/refused}}{{yes}}{{no}}}}
          message   = 550 User not found: $local_part@$domain
  accept

begin routers

everyone:
  driver = accept
  transport = maildir

begin transports

maildir:
  driver = appendfile
  maildir_format
  directory = {folder}/mail/${{md5:${{lc:$local_part@$domain}}}}
  create_directory
  delivery_date_add
  envelope_to_add
  return_path_add
  directory_mode = 0700
  mode = 0600
  mode_fail_narrower = false

begin retry

*  *  F,1h,5s

begin authenticators

plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_set_id = $auth2
  server_condition = ${{if eq{{$auth3}}{{${{lookup{{$auth2}}lsearch{{{folder}/users.exim}}{{$value}}fail}}}}}}

login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = <| Username: | Password:
  server_set_id = $auth1
  server_condition = ${{if eq{{$auth2}}{{${{lookup{{$auth1}}lsearch{{{folder}/users.exim}}{{$value}}fail}}}}}}
"""

_SAME_SENDER = """  deny    authenticated = *
          condition = ${if !eqi{$sender_address}{$authenticated_id}}
          message   = 553 Mail from must equal authorized user"""


def exim_conf(folder: Path, port: int, user: pwd.struct_passwd, *, same_sender: bool) -> str:
    """exim.conf: takes in mail for anyone, hands it to Maildirs, sends nothing anywhere."""
    rule = _SAME_SENDER if same_sender else ""
    return _EXIM.format(folder=folder, port=port, user=user.pw_name, group=_group(user.pw_gid), same_sender=rule)
