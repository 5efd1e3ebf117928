// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* annhictl child codes and pin: more time without a network, by a code from a parent's phone or by
 * the parents' PIN. A code is good once, so it may stand on the command line; a PIN never does. */

#include "base/an-i18n.h"
#include "base/an-qr.h"
#include "base/an-secret.h"
#include "cli/an-cli-child.h"
#include "cli/an-cli.h"

static const char fd_help[] = N_ ("File descriptor with the PIN");
static const char off_help[] = N_ ("Remove the PIN");

/* codes */

static int
print_enrolment (const char *uri, gboolean as_json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AnQr) qr = NULL;
  g_autofree char *drawing = NULL;

  if (as_json) {
    json_builder_begin_object (builder);
    an_cli_child_add_text (builder, "uri", uri);
    json_builder_end_object (builder);
    an_cli_child_print_json (builder);
    return AN_EXIT_DONE;
  }
  qr = an_qr_new (uri, &error);
  if (qr == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  drawing = an_qr_to_terminal (qr);
  g_print ("%s\n%s\n%s\n",
           _ ("Scan this with an authenticator app on a parent’s phone. Do not let the child see "
              "it: who has it can make codes."),
              drawing,
              uri);
  return AN_EXIT_DONE;
}

static int
enrol (const char *user, gboolean as_json)
{
  g_autoptr (AnGuardClient) client = an_guard_client_new ();
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *uri;
  guint32 uid;
  int code;

  if (!an_cli_child_find (client, user, &uid, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  an_guard_client_enrol_codes_async (client, uid, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  uri = an_guard_client_enrol_codes_finish (client, result, &error);
  if (uri == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  code = print_enrolment (uri, as_json);
  an_secret_free (uri);
  return code;
}

static int
redeem_code (const char *code, const char *minutes_text)
{
  g_autoptr (AnGuardClient) client = an_guard_client_new ();
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int minutes;

  if (!an_cli_child_parse_minutes (minutes_text, &minutes, &error))
    return an_cli_fail (AN_EXIT_USAGE, error);
  an_guard_client_redeem_code_async (client, code, minutes, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  if (!an_guard_client_redeem_code_finish (client, result, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  g_print (g_dngettext (GETTEXT_PACKAGE,
                        "You have %d minute more.\n",
                        "You have %d minutes more.\n",
                        (gulong) minutes),
           minutes);
  return AN_EXIT_DONE;
}

int
an_cli_child_codes (int argc, char **argv)
{
  gboolean as_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, an_cli_child_json_help, NULL },
    { NULL },
  };

  if (!an_cli_parse ("child codes enrol USER | child codes redeem CODE MINUTES",
                     entries,
                     &argc,
                     &argv))
    return AN_EXIT_USAGE;
  if (argc == 3 && g_str_equal (argv[1], "enrol"))
    return enrol (argv[2], as_json);
  if (argc == 4 && g_str_equal (argv[1], "redeem"))
    return redeem_code (argv[2], argv[3]);
  return an_cli_usage ("%s", _ ("child codes needs “enrol USER” or “redeem CODE MINUTES”"));
}

/* pin */

static int
set_pin (const char *pin)
{
  g_autoptr (AnGuardClient) client = an_guard_client_new ();
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  an_guard_client_set_pin_async (client, pin, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  if (!an_guard_client_set_pin_finish (client, result, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  g_print ("%s\n", pin[0] != '\0' ? _ ("The PIN is set.") : _ ("The PIN is removed."));
  return AN_EXIT_DONE;
}

static int
redeem_pin (const char *pin, int minutes)
{
  g_autoptr (AnGuardClient) client = an_guard_client_new ();
  g_autoptr (GAsyncResult) place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  an_guard_client_redeem_pin_async (client, pin, minutes, NULL, an_cli_child_keep, &place);
  result = an_cli_child_wait (&place);
  if (!an_guard_client_redeem_pin_finish (client, result, &error))
    return an_cli_fail (AN_EXIT_REFUSED, error);
  g_print (g_dngettext (GETTEXT_PACKAGE,
                        "You have %d minute more.\n",
                        "You have %d minutes more.\n",
                        (gulong) minutes),
           minutes);
  return AN_EXIT_DONE;
}

/* @minutes: 0 to set the PIN instead of using it */
static int
with_pin (int fd, int minutes)
{
  g_autoptr (GError) error = NULL;
  char *pin = an_secret_read (fd, &error);
  int code;

  if (pin == NULL)
    return an_cli_fail (AN_EXIT_REFUSED, error);
  code = minutes > 0 ? redeem_pin (pin, minutes) : set_pin (pin);
  an_secret_free (pin);
  return code;
}

int
an_cli_child_pin (int argc, char **argv)
{
  gboolean off = FALSE;
  int fd = -1, minutes;
  GOptionEntry entries[] = {
    { "fd", 0, 0, G_OPTION_ARG_INT, &fd, fd_help, "FD" },
    { "off", 0, 0, G_OPTION_ARG_NONE, &off, off_help, NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (!an_cli_parse ("child pin set --fd FD | set --off | redeem MINUTES --fd FD",
                     entries,
                     &argc,
                     &argv))
    return AN_EXIT_USAGE;
  if (argc == 2 && g_str_equal (argv[1], "set") && off && fd < 0)
    return set_pin ("");
  if (argc == 2 && g_str_equal (argv[1], "set") && !off && fd >= 0)
    return with_pin (fd, 0);
  if (argc == 3 && g_str_equal (argv[1], "redeem") && !off && fd >= 0) {
    if (!an_cli_child_parse_minutes (argv[2], &minutes, &error))
      return an_cli_fail (AN_EXIT_USAGE, error);
    return with_pin (fd, minutes);
  }
  return an_cli_usage (
      "%s",
      _ ("child pin needs “set --fd FD”, “set --off” or “redeem MINUTES --fd FD”"));
}
