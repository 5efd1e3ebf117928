// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The settings of the server: one table of names and limits for the file and the options. */

#include "intake/an-settings.h"

#include <string.h>

#include "base/an-i18n.h"
#include "intake/an-gate.h"

#define GROUP "server"
#define DEFAULT_IDLE_SECONDS 20

typedef struct {
  const char *name;
  gsize place; /* of a gint64 in AnSettings */
  gint64 min, max;
  const char *summary, *unit; /* the summary is marked with N_() */
} Number;

static const Number numbers[] = {
  { "idle-seconds",
    G_STRUCT_OFFSET (AnSettings, idle_seconds),
    1,
    3600,
    N_ ("How long a client may send nothing"), "SECONDS" },
    { "keep-days",
      G_STRUCT_OFFSET (AnSettings, keep_days),
      0,
      36500,
      N_ ("How many days after its end a case is erased (0: never)"), "DAYS" },
      { "reports-each",
        G_STRUCT_OFFSET (AnSettings, reports_each),
        0,
        AN_GATE_MAX,
        N_ ("How many reports one address may bring at once (0: no limit)"), "NUMBER" },
        { "reports-all",
          G_STRUCT_OFFSET (AnSettings, reports_all),
          0,
          AN_GATE_MAX,
          N_ ("How many reports all may bring at once (0: no limit)"), "NUMBER" },
          { "session-minutes",
            G_STRUCT_OFFSET (AnSettings, session_minutes),
            1,
            240,
            N_ ("How long an officer may do nothing in the inbox"), "MINUTES" },
            { "target-hours",
              G_STRUCT_OFFSET (AnSettings, target_hours),
              1,
              720,
              N_ ("Within how many hours somebody should act on a report"), "HOURS" },
          };

/* The limits count who asks. Without a proxy that says so everybody asks from this machine, and a
 * limit would shut the office for all. */
#define UNSET G_MININT64

/* Helpers */

static gint64 *
find_number (AnSettings *self, const Number *number)
{
  return G_STRUCT_MEMBER_P (self, number->place);
}

static const Number *
find_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (numbers[i].name, name))
      return &numbers[i];
  return NULL;
}

static gboolean
refuse_key (const char *key, GError **error)
{
  g_set_error (error,
               G_KEY_FILE_ERROR,
               G_KEY_FILE_ERROR_KEY_NOT_FOUND,
               _ ("there is no setting “%s”"), key);
  return FALSE;
}

static gboolean
read_key (AnSettings *self, GKeyFile *file, const char *key, GError **error)
{
  g_autoptr (GError) foreign = NULL;
  const Number *number = find_name (key);

  if (number != NULL) {
    *find_number (self, number) = g_key_file_get_int64 (file, GROUP, key, &foreign);
  } else if (g_str_equal (key, "listen")) {
    g_free (self->listen);
    self->listen = g_key_file_get_string (file, GROUP, key, &foreign);
  } else if (g_str_equal (key, "behind-proxy")) {
    self->behind_proxy = g_key_file_get_boolean (file, GROUP, key, &foreign);
  } else {
    return refuse_key (key, error);
  }
  if (foreign == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&foreign));
  return FALSE;
}

static gboolean
read_groups (AnSettings *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  g_auto (GStrv) keys = NULL;

  for (guint i = 0; groups[i] != NULL; i++)
    if (!g_str_equal (groups[i], GROUP)) {
      g_set_error (error,
                   G_KEY_FILE_ERROR,
                   G_KEY_FILE_ERROR_GROUP_NOT_FOUND,
                   _ ("there is no group [%s]; all settings are in [server]"), groups[i]);
      return FALSE;
    }
  keys = g_key_file_get_keys (file, GROUP, NULL, error);
  if (keys == NULL)
    return FALSE;
  for (guint i = 0; keys[i] != NULL; i++)
    if (!read_key (self, file, keys[i], error))
      return FALSE;
  return TRUE;
}

/* Public */

void
an_settings_init (AnSettings *self)
{
  memset (self, 0, sizeof *self);
  self->idle_seconds = DEFAULT_IDLE_SECONDS;
  self->reports_each = self->reports_all = UNSET;
  self->session_minutes = AN_DESK_SESSION_SECONDS / 60;
  self->target_hours = AN_DESK_TARGET_HOURS;
}

void
an_settings_clear (AnSettings *self)
{
  g_clear_pointer (&self->listen, g_free);
  g_clear_pointer (&self->listen_option, g_free);
}

gboolean
an_settings_load (AnSettings *self, const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error) &&
      read_groups (self, file, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

GOptionEntry *
an_settings_make_options (AnSettings *self)
{
  gsize n = G_N_ELEMENTS (numbers);
  GOptionEntry *entries = g_new0 (GOptionEntry, n + 3);

  for (gsize i = 0; i < n; i++) {
    entries[i].long_name = numbers[i].name;
    entries[i].arg = G_OPTION_ARG_INT64;
    entries[i].arg_data = find_number (self, &numbers[i]);
    entries[i].description = numbers[i].summary;
    entries[i].arg_description = numbers[i].unit;
  }
  entries[n].long_name = "listen";
  entries[n].arg = G_OPTION_ARG_STRING;
  entries[n].arg_data = &self->listen_option;
  entries[n].description = N_ ("Where to listen, on this PC");
  entries[n].arg_description = "HOST:PORT";
  entries[n + 1].long_name = "behind-proxy";
  entries[n + 1].arg_data = &self->behind_proxy;
  entries[n + 1].description = N_ ("A proxy in front says in X-Forwarded-For who asks");
  return entries;
}

const char *
an_settings_get_listen (const AnSettings *self)
{
  return self->listen_option != NULL ? self->listen_option : self->listen;
}

guint
an_settings_get_reports_each (const AnSettings *self)
{
  if (self->reports_each == UNSET)
    return self->behind_proxy ? AN_GATE_EACH : 0;
  return (guint) self->reports_each;
}

guint
an_settings_get_reports_all (const AnSettings *self)
{
  if (self->reports_all == UNSET)
    return self->behind_proxy ? AN_GATE_ALL : 0;
  return (guint) self->reports_all;
}

gboolean
an_settings_check (const AnSettings *self, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    gint64 value = *(const gint64 *) G_STRUCT_MEMBER_P (self, numbers[i].place);

    if (value != UNSET && (value < numbers[i].min || value > numbers[i].max)) {
      g_set_error (error,
                   G_KEY_FILE_ERROR,
                   G_KEY_FILE_ERROR_INVALID_VALUE,
                   _ ("%s is a number from %d to %d"),
                      numbers[i].name,
                      (int) numbers[i].min,
                      (int) numbers[i].max);
      return FALSE;
    }
  }
  if (an_settings_get_listen (self) == NULL) {
    g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND, _ ("--listen is needed"));
    return FALSE;
  }
  return TRUE;
}

GSocketAddress *
an_settings_parse_listen (const char *text, GError **error)
{
  g_autoptr (GSocketConnectable) parsed = g_network_address_parse (text, 0, NULL);
  g_autoptr (GInetAddress) address = NULL;
  const char *host;

  if (parsed != NULL && strrchr (text, ':') != NULL) {
    host = g_network_address_get_hostname (G_NETWORK_ADDRESS (parsed));
    address = g_inet_address_new_from_string (g_str_equal (host, "localhost") ? "127.0.0.1" : host);
  }
  if (address == NULL) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("“%s” is not an address such as 127.0.0.1:8111"), text);
    return NULL;
  }
  if (!g_inet_address_get_is_loopback (address)) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("it speaks plain HTTP and listens on loopback only; a proxy that speaks TLS stands before it"));
    return NULL;
  }
  return g_inet_socket_address_new (address,
                                    g_network_address_get_port (G_NETWORK_ADDRESS (parsed)));
}
