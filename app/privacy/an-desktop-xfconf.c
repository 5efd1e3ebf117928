// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Xfce's settings: asked of its service where one runs for this account, else read from the file
 * that the service writes.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-desktop.h"

#include <string.h>

#include "base/an-i18n.h"
#include "privacy/an-account.h"

#define XFCONF "org.xfce.Xfconf"
#define TIMEOUT_MS 1000
#define MAX_DEPTH 16

/* Where the parser stands: `/saver/enabled` as it goes in and out of elements. */
typedef struct {
  const char *wanted;
  GPtrArray *path; /* (owned) of names */
  GVariant *value; /* (owned) (nullable) */
} Search;

/* The file */

static GVariant *
make_value (const char *type, const char *text)
{
  if (g_strcmp0 (type, "bool") == 0)
    return g_variant_new_boolean (g_strcmp0 (text, "true") == 0);
  if (g_strcmp0 (type, "int") == 0 && text != NULL)
    return g_variant_new_int32 (
        (gint32) CLAMP (g_ascii_strtoll (text, NULL, 10), G_MININT32, G_MAXINT32));
  if (g_strcmp0 (type, "uint") == 0 && text != NULL)
    return g_variant_new_uint32 ((guint32) MIN (g_ascii_strtoull (text, NULL, 10), G_MAXUINT32));
  return NULL;
}

static void
on_start (GMarkupParseContext *parser,
          const char *element,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Search *search = user_data;
  const char *name = "", *type = NULL, *text = NULL;
  g_autoptr (GString) path = g_string_new (NULL);
  GVariant *value;

  for (guint i = 0; names[i] != NULL; i++) {
    if (g_str_equal (names[i], "name"))
      name = values[i];
    else if (g_str_equal (names[i], "type"))
      type = values[i];
    else if (g_str_equal (names[i], "value"))
      text = values[i];
  }
  if (search->path->len >= MAX_DEPTH) {
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "too deep");
    return;
  }
  g_ptr_array_add (search->path, g_strdup (name));
  /* The first element is the channel itself. */
  for (guint i = 1; i < search->path->len; i++)
    g_string_append_printf (path, "/%s", (char *) g_ptr_array_index (search->path, i));
  if (!g_str_equal (element, "property") || !g_str_equal (path->str, search->wanted))
    return;
  value = make_value (type, text);
  if (value != NULL) {
    g_clear_pointer (&search->value, g_variant_unref);
    search->value = g_variant_ref_sink (value);
  }
}

static void
on_end (GMarkupParseContext *parser, const char *element, gpointer user_data, GError **error)
{
  Search *search = user_data;

  g_ptr_array_remove_index (search->path, search->path->len - 1);
}

static gboolean
read_file (const AnCheckContext *context,
           const char *channel,
           const char *property,
           GVariant **value,
           GError **error)
{
  static const GMarkupParser parser = { on_start, on_end, NULL, NULL, NULL };
  g_autoptr (AnAccount) account = an_account_find (context, error);
  g_autofree char *path = NULL, *real = NULL, *text = NULL;
  g_autoptr (GMarkupParseContext) markup = NULL;
  g_autoptr (GError) problem = NULL;
  Search search = { .wanted = property };
  gboolean is_good;
  gsize length;

  if (account == NULL)
    return FALSE;
  path = g_strdup_printf ("%s/.config/xfce4/xfconf/xfce-perchannel-xml/%s.xml",
                          account->home,
                          channel);
  real = an_check_context_path (context, path);
  if (!g_file_get_contents (real, &text, &length, &problem)) {
    if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  search.path = g_ptr_array_new_with_free_func (g_free);
  markup = g_markup_parse_context_new (&parser, 0, &search, NULL);
  is_good = g_markup_parse_context_parse (markup, text, (gssize) length, error) &&
            g_markup_parse_context_end_parse (markup, error);
  g_ptr_array_unref (search.path);
  if (is_good)
    *value = g_steal_pointer (&search.value);
  g_clear_pointer (&search.value, g_variant_unref);
  return is_good;
}

/* The service */

static GDBusConnection *
connect_service (const AnCheckContext *context)
{
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) answer = NULL;
  gboolean has_owner = FALSE;

  if (context->root != NULL ||
      (context->user != NULL && !g_str_equal (context->user, g_get_user_name ())))
    return NULL;
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (bus == NULL)
    return NULL;
  answer = g_dbus_connection_call_sync (bus,
                                        "org.freedesktop.DBus",
                                        "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus",
                                        "NameHasOwner",
                                        g_variant_new ("(s)", XFCONF),
                                        G_VARIANT_TYPE ("(b)"),
                                        G_DBUS_CALL_FLAGS_NONE,
                                        TIMEOUT_MS,
                                        NULL,
                                        NULL);
  if (answer != NULL)
    g_variant_get (answer, "(b)", &has_owner);
  return has_owner ? g_steal_pointer (&bus) : NULL;
}

static GVariant *
call_service (GDBusConnection *bus,
              const char *method,
              GVariant *parameters,
              const char *reply,
              GError **error)
{
  return g_dbus_connection_call_sync (bus,
                                      XFCONF,
                                      "/org/xfce/Xfconf",
                                      XFCONF,
                                      method,
                                      parameters,
                                      G_VARIANT_TYPE (reply),
                                      G_DBUS_CALL_FLAGS_NONE,
                                      TIMEOUT_MS,
                                      NULL,
                                      error);
}

/* Public */

/**
 * an_desktop_read_xfconf:
 * @property: such as `/saver/enabled`
 * @value: (out) (transfer full) (nullable): %NULL when it is not set
 */
gboolean
an_desktop_read_xfconf (const AnCheckContext *context,
                        const char *channel,
                        const char *property,
                        GVariant **value,
                        GError **error)
{
  g_autoptr (GDBusConnection) bus = connect_service (context);
  g_autoptr (GVariant) exists = NULL, answer = NULL;
  gboolean is_set = FALSE;

  *value = NULL;
  if (bus == NULL)
    return read_file (context, channel, property, value, error);
  exists =
      call_service (bus, "PropertyExists", g_variant_new ("(ss)", channel, property), "(b)", error);
  if (exists == NULL)
    return FALSE;
  g_variant_get (exists, "(b)", &is_set);
  if (!is_set)
    return TRUE;
  answer =
      call_service (bus, "GetProperty", g_variant_new ("(ss)", channel, property), "(v)", error);
  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(v)", value);
  return TRUE;
}

/**
 * an_desktop_write_xfconf:
 * @value: (nullable): %NULL takes back what was set
 */
gboolean
an_desktop_write_xfconf (const AnCheckContext *context,
                         const char *channel,
                         const char *property,
                         GVariant *value,
                         GError **error)
{
  g_autoptr (GDBusConnection) bus = connect_service (context);
  g_autoptr (GVariant) answer = NULL;

  if (bus == NULL) {
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_NOT_SUPPORTED,
                         _ ("Xfce's settings can only be changed while the child is logged in."));
    return FALSE;
  }
  if (value != NULL)
    answer = call_service (bus,
                           "SetProperty",
                           g_variant_new ("(ssv)", channel, property, value),
                           "()",
                           error);
  else
    answer = call_service (bus,
                           "ResetProperty",
                           g_variant_new ("(ssb)", channel, property, FALSE),
                           "()",
                           error);
  return answer != NULL;
}
