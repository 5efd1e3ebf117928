// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* `channel export`: the file that a family's PC needs to send to this office. */

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "base/an-time.h"
#include "intake/an-command.h"
#include "intake/an-office.h"
#include "report/an-channel.h"
#include "report/an-directory.h"

#define DATE_CHARS 10 /* of an RFC 3339 time */

/* (transfer full) */
static AnChannel *
make_channel (const AnOffice *office, const char *url)
{
  AnChannel *channel = g_new0 (AnChannel, 1);
  g_autofree char *now = an_time_now_rfc3339 ();

  channel->id = g_strdup (office->id);
  channel->kind = AN_CHANNEL_REST;
  channel->name_vi = g_strdup (office->name);
  channel->name_en = g_strdup (office->name);
  if (an_directory_find (office->province) != NULL)
    channel->province = g_strdup (office->province);
  channel->url = g_strdup (url);
  channel->source = g_strdup ("annhi-intake channel export");
  channel->checked = g_strndup (now, DATE_CHARS);
  channel->verified = TRUE;
  channel->office = g_strdup (office->id);
  channel->keys = g_ptr_array_ref (office->keys);
  memcpy (channel->signing_key, office->signing_public, sizeof channel->signing_key);
  return channel;
}

/* (transfer full): the text of the file, read back as a family's PC will read it */
static char *
export_channel (const char *store, const char *url, GError **error)
{
  g_autoptr (AnDatabase) database = an_command_open (store, error);
  g_autoptr (AnOffice) office = database ? an_office_load (database, error) : NULL;
  g_autoptr (AnChannel) channel = NULL;
  g_autoptr (AnChannel) again = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (office == NULL)
    return NULL;
  channel = make_channel (office, url);
  root = an_channel_to_json (channel);
  again = an_channel_from_json (root, error);
  return again != NULL ? an_json_to_string (root, TRUE) : NULL;
}

static int
run_export (const char *store, int argc, char **argv)
{
  g_autofree char *url = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, N_ ("Address under which families reach it"), "URL" },
      G_OPTION_ENTRY_NULL,
  };

  if (!an_command_parse (entries, &argc, &argv, 1))
    return AN_COMMAND_USAGE;
  if (url == NULL)
    return an_command_usage (_ ("--url is needed"));
  text = export_channel (store, url, &error);
  if (text == NULL)
    return an_command_fail (error);
  g_print ("%s\n", text);
  return AN_COMMAND_DONE;
}

const AnIntakeCommand an_intake_channel_commands[] = {
  { "channel",
    "export",
    "--url URL",
    N_ ("prints the channel file for the families' PCs"), run_export },
    { NULL },
};
