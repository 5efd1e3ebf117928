// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Opens a vault as the window does and says what came of it, for test_keyring.py.
 *
 *     vault-try DIRECTORY PASSPHRASE|- [TEXT]
 *
 * Prints one line of JSON: the error's code and message or null, the record kept under try/1
 * (TEXT is put first), and the longest time in milliseconds the main loop stood still.
 */

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/an-json.h"
#include "base/an-vault.h"

#define TICK_MSEC 10

typedef struct {
  GMainLoop *loop;   /* (owned) */
  AnVault *vault;    /* (owned) (nullable) */
  GError *error;     /* (owned) (nullable) */
  gint64 last_tick;  /* microseconds */
  gint64 worst_wait; /* microseconds */
} Try;

static gboolean
on_tick (gpointer data)
{
  Try *self = data;
  gint64 now = g_get_monotonic_time ();

  self->worst_wait = MAX (self->worst_wait, now - self->last_tick);
  self->last_tick = now;
  return G_SOURCE_CONTINUE;
}

static void
on_open_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  Try *self = data;

  self->vault = an_vault_open_finish (result, &self->error);
  g_main_loop_quit (self->loop);
}

/* (transfer full) (nullable) */
static char *
exchange (Try *self, const char *text)
{
  g_autoptr (GBytes) content = NULL;

  if (self->vault == NULL)
    return NULL;
  if (text != NULL) {
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    if (!an_vault_put (self->vault, "try", "1", bytes, &self->error))
      return NULL;
  }
  content = an_vault_get (self->vault, "try", "1", &self->error);
  if (content == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
}

static void
report (Try *self, const char *text)
{
  static const char *const codes[] = {
    "NEEDS_PASSPHRASE",
    "NEEDS_NEW_PASSPHRASE",
    "WRONG_KEY",
    "LOCKED",
    "CORRUPT",
    "NOT_FOUND",
    "BUSY",
    "STORAGE",
  };
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *line = NULL;

  if (self->error != NULL && self->error->domain == AN_VAULT_ERROR)
    json_object_set_string_member (object, "code", codes[self->error->code]);
  else if (self->error != NULL)
    json_object_set_string_member (object, "code", "OTHER");
  else
    json_object_set_null_member (object, "code");
  if (self->error != NULL)
    json_object_set_string_member (object, "message", self->error->message);
  if (text != NULL)
    json_object_set_string_member (object, "text", text);
  json_object_set_int_member (object, "worst_wait_ms", self->worst_wait / 1000);
  line = an_json_to_string (node, FALSE);
  g_print ("%s\n", line);
}

int
main (int argc, char **argv)
{
  Try self = { .loop = g_main_loop_new (NULL, FALSE) };
  g_autofree char *text = NULL;
  guint ticks;

  if (argc < 3)
    return EXIT_FAILURE;
  setlocale (LC_ALL, "");
  ticks = g_timeout_add (TICK_MSEC, on_tick, &self);
  self.last_tick = g_get_monotonic_time ();
  if (g_str_equal (argv[2], "-"))
    an_vault_open_async (argv[1], NULL, on_open_ready, &self);
  else
    an_vault_open_with_passphrase_async (argv[1], argv[2], NULL, on_open_ready, &self);
  g_main_loop_run (self.loop);
  g_source_remove (ticks);
  text = exchange (&self, argc > 3 ? argv[3] : NULL);
  report (&self, text);
  g_clear_object (&self.vault);
  g_clear_error (&self.error);
  g_main_loop_unref (self.loop);
  return EXIT_SUCCESS;
}
