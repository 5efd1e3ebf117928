// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* What went wrong between us and the guard, in the reader's words: the guard itself knows no
 * reader's language. */

#include "base/an-i18n.h"
#include "screentime/an-guard-client-private.h"

G_DEFINE_QUARK (an_guard_client_error, an_guard_client_error)

#define PREFIX "vn.annhi.Guard1.Error."

static const struct {
  const char *name;
  AnGuardClientError code;
} codes[] = {
  { PREFIX "NotAllowed", AN_GUARD_CLIENT_ERROR_NOT_ALLOWED },
  { PREFIX "NotAChild", AN_GUARD_CLIENT_ERROR_NOT_A_CHILD },
  { PREFIX "Administrator", AN_GUARD_CLIENT_ERROR_ADMINISTRATOR },
  { PREFIX "InvalidPolicy", AN_GUARD_CLIENT_ERROR_INVALID_POLICY },
  { PREFIX "InvalidArgument", AN_GUARD_CLIENT_ERROR_INVALID_ARGUMENT },
  { PREFIX "Conflict", AN_GUARD_CLIENT_ERROR_CONFLICT },
  { PREFIX "TooMany", AN_GUARD_CLIENT_ERROR_TOO_MANY },
  { PREFIX "WrongCode", AN_GUARD_CLIENT_ERROR_WRONG_CODE },
  { PREFIX "LockedOut", AN_GUARD_CLIENT_ERROR_LOCKED_OUT },
  { PREFIX "NotFound", AN_GUARD_CLIENT_ERROR_NOT_FOUND },
  { PREFIX "Storage", AN_GUARD_CLIENT_ERROR_STORAGE },
  { PREFIX "NotReady", AN_GUARD_CLIENT_ERROR_NOT_READY },
  { "org.freedesktop.DBus.Error.AccessDenied", AN_GUARD_CLIENT_ERROR_NOT_ALLOWED },
  { "org.freedesktop.DBus.Error.Disconnected", AN_GUARD_CLIENT_ERROR_NO_ANSWER },
  { "org.freedesktop.DBus.Error.NameHasNoOwner", AN_GUARD_CLIENT_ERROR_ABSENT },
  { "org.freedesktop.DBus.Error.NoReply", AN_GUARD_CLIENT_ERROR_NO_ANSWER },
  { "org.freedesktop.DBus.Error.ServiceUnknown", AN_GUARD_CLIENT_ERROR_ABSENT },
  { "org.freedesktop.DBus.Error.Timeout", AN_GUARD_CLIENT_ERROR_NO_ANSWER },
  { "org.freedesktop.DBus.Error.UnknownInterface", AN_GUARD_CLIENT_ERROR_PROTOCOL },
  { "org.freedesktop.DBus.Error.UnknownMethod", AN_GUARD_CLIENT_ERROR_PROTOCOL },
  { "org.freedesktop.DBus.Error.UnknownObject", AN_GUARD_CLIENT_ERROR_PROTOCOL },
  { "org.freedesktop.systemd1.LoadFailed", AN_GUARD_CLIENT_ERROR_ABSENT },
  { "org.freedesktop.systemd1.NoSuchUnit", AN_GUARD_CLIENT_ERROR_ABSENT },
  { "org.freedesktop.systemd1.UnitMasked", AN_GUARD_CLIENT_ERROR_ABSENT },
};

static AnGuardClientError
find_code (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (codes[i].name, name))
      return codes[i].code;
  if (g_str_has_prefix (name, "org.freedesktop.DBus.Error.Spawn."))
    return AN_GUARD_CLIENT_ERROR_ABSENT;
  return AN_GUARD_CLIENT_ERROR_FAILED;
}

/* @detail: (nullable): set when the sentence must be followed by the guard's own words */
static const char *
find_text (AnGuardClientError code, gboolean *with_detail)
{
  *with_detail = FALSE;
  switch (code) {
  case AN_GUARD_CLIENT_ERROR_ABSENT:
    return _ ("the guard of An Nhi does not run on this PC; a parent installs it "
              "with “sudo app/run --install” or starts it with “sudo systemctl start "
              "annhi-guardd”");
  case AN_GUARD_CLIENT_ERROR_NO_ANSWER:
    return _ ("the guard went away while it was asked; look what holds now and try again");
  case AN_GUARD_CLIENT_ERROR_NOT_ALLOWED:
    return _ ("only a parent with an administrator’s password may do that");
  case AN_GUARD_CLIENT_ERROR_NOT_A_CHILD:
    return _ ("this user has no rules on this PC");
  case AN_GUARD_CLIENT_ERROR_ADMINISTRATOR:
    return _ ("this user is an administrator or a system user; rules would not hold");
  case AN_GUARD_CLIENT_ERROR_CONFLICT:
    return _ ("somebody else has changed these rules meanwhile; look at them again");
  case AN_GUARD_CLIENT_ERROR_WRONG_CODE:
    return _ ("that is not right, or it was used already");
  case AN_GUARD_CLIENT_ERROR_LOCKED_OUT:
    return _ ("too many wrong tries; wait a while");
  case AN_GUARD_CLIENT_ERROR_NOT_FOUND:
    return _ ("this request is not open any more");
  case AN_GUARD_CLIENT_ERROR_NOT_READY:
    return _ ("your parents have not set this up yet");
  case AN_GUARD_CLIENT_ERROR_TOO_MANY:
    return _ ("that was often enough for today; talk to your parents directly");
  case AN_GUARD_CLIENT_ERROR_PROTOCOL:
    *with_detail = TRUE;
    return _ ("the guard’s answer cannot be understood");
  case AN_GUARD_CLIENT_ERROR_INVALID_POLICY:
    *with_detail = TRUE;
    return _ ("these rules cannot be taken");
  case AN_GUARD_CLIENT_ERROR_STORAGE:
    *with_detail = TRUE;
    return _ ("the guard cannot write to the disk");
  case AN_GUARD_CLIENT_ERROR_INVALID_ARGUMENT:
  case AN_GUARD_CLIENT_ERROR_FAILED:
  default:
    *with_detail = TRUE;
    return _ ("the guard refuses");
  }
}

static AnGuardClientError
find_code_of_ours (const GError *error)
{
  if (error->domain != G_IO_ERROR)
    return AN_GUARD_CLIENT_ERROR_FAILED;
  switch (error->code) {
  case G_IO_ERROR_CLOSED:
  case G_IO_ERROR_TIMED_OUT:
    return AN_GUARD_CLIENT_ERROR_NO_ANSWER;
  case G_IO_ERROR_INVALID_ARGUMENT: /* an answer of another type */
    return AN_GUARD_CLIENT_ERROR_PROTOCOL;
  default:
    return AN_GUARD_CLIENT_ERROR_FAILED;
  }
}

/**
 * an_guard_client_error_translate:
 * @error: of a call on the bus
 *
 * Returns: (transfer full): the same in our own domain; being cancelled stays as it is
 */
GError *
an_guard_client_error_translate (const GError *error)
{
  g_autofree char *name = g_dbus_error_get_remote_error (error);
  g_autoptr (GError) plain = g_error_copy (error);
  AnGuardClientError code;
  gboolean with_detail;
  const char *text;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      error->domain == AN_GUARD_CLIENT_ERROR)
    return g_steal_pointer (&plain);
  code = name != NULL ? find_code (name) : find_code_of_ours (error);
  text = find_text (code, &with_detail);
  g_dbus_error_strip_remote_error (plain);
  if (with_detail)
    return g_error_new (AN_GUARD_CLIENT_ERROR, (int) code, "%s: %s", text, plain->message);
  return g_error_new_literal (AN_GUARD_CLIENT_ERROR, (int) code, text);
}
