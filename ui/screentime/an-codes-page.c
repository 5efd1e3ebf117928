// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Giving time from afar, or at the child's own screen: codes on the parent's phone, and the PIN. */

#include "ui/screentime/an-codes-page.h"

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "ui/screentime/an-guard-say.h"
#include "ui/widgets/an-qr-image.h"

#include <string.h>

#define PIN_MIN 4
#define PIN_MAX 12

/**
 * AnCodesPage:
 *
 * The secret is shown once, when it is made; it is nowhere kept in the window.
 */
struct _AnCodesPage {
  AdwBin parent;

  guint32 uid;

  AnGuardClient *client; /* (owned) */
  AdwPreferencesGroup *phone;
  GtkWidget *enrol_button;
  GtkWidget *secret_box;
  AnQrImage *qr;
  GtkLabel *secret;
  AdwPasswordEntryRow *pin_row;
  GtkLabel *pin_problem;
  GtkWidget *pin_button;
  GtkWidget *pin_remove_button;
};

G_DEFINE_FINAL_TYPE (AnCodesPage, an_codes_page, ADW_TYPE_BIN)

/* “ABCD EFGH …”: what is typed where no camera reads the picture. (transfer full) */
static char *
get_secret (const char *uri)
{
  g_autofree char *value = NULL;
  const char *query = strchr (uri, '?');
  g_autoptr (GHashTable) words =
      query != NULL ? g_uri_parse_params (query + 1, -1, "&", G_URI_PARAMS_NONE, NULL) : NULL;
  GString *text = g_string_new (NULL);

  if (words != NULL)
    value = g_strdup (g_hash_table_lookup (words, "secret"));
  for (gsize i = 0; value != NULL && value[i] != '\0'; i++) {
    if (i > 0 && i % 4 == 0)
      g_string_append_c (text, ' ');
    g_string_append_c (text, value[i]);
  }
  return g_string_free (text, FALSE);
}

/**
 * an_codes_page_show_uri:
 * @uri: otpauth://, a secret
 */
void
an_codes_page_show_uri (AnCodesPage *self, const char *uri)
{
  g_autofree char *secret = get_secret (uri);

  an_qr_image_set_text (self->qr, uri);
  gtk_label_set_label (self->secret, secret);
  gtk_widget_set_visible (self->secret_box, TRUE);
}

static void
on_enrolled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnCodesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri =
      an_guard_client_enrol_codes_finish (AN_GUARD_CLIENT (source), result, &error);

  gtk_widget_set_sensitive (self->enrol_button, TRUE);
  if (uri != NULL)
    an_codes_page_show_uri (self, uri);
  else
    an_guard_say_error (GTK_WIDGET (self), error);
}

static void
on_enrol_clicked (AnCodesPage *self)
{
  gtk_widget_set_sensitive (self->enrol_button, FALSE);
  an_guard_client_enrol_codes_async (self->client,
                                     self->uid,
                                     NULL,
                                     on_enrolled,
                                     g_object_ref (self));
}

static void
on_done_clicked (AnCodesPage *self)
{
  gtk_widget_set_visible (self->secret_box, FALSE);
  gtk_label_set_label (self->secret, "");
}

/* PIN */

static gboolean
is_pin (const char *text)
{
  gsize length = strlen (text);

  return length >= PIN_MIN && length <= PIN_MAX && strspn (text, "0123456789") == length;
}

static void
on_pin_changed (AnCodesPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->pin_row));

  gtk_widget_set_sensitive (self->pin_button, is_pin (text));
  gtk_widget_set_visible (GTK_WIDGET (self->pin_problem), *text != '\0' && !is_pin (text));
}

static void
on_pin_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnCodesPage) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->pin_remove_button, TRUE);
  if (an_guard_client_set_pin_finish (AN_GUARD_CLIENT (source), result, &error)) {
    an_guard_say (GTK_WIDGET (self),
                  *gtk_editable_get_text (GTK_EDITABLE (self->pin_row)) != '\0'
                  ? _ ("The PIN holds from now on")
                  : _ ("There is no PIN now"));
    gtk_editable_set_text (GTK_EDITABLE (self->pin_row), "");
  } else {
    an_guard_say_error (GTK_WIDGET (self), error);
  }
  on_pin_changed (self);
}

static void
set_pin (AnCodesPage *self, const char *pin)
{
  gtk_widget_set_sensitive (self->pin_button, FALSE);
  gtk_widget_set_sensitive (self->pin_remove_button, FALSE);
  an_guard_client_set_pin_async (self->client, pin, NULL, on_pin_set, g_object_ref (self));
}

static void
on_pin_clicked (AnCodesPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->pin_row));

  if (is_pin (text))
    set_pin (self, text);
}

static void
on_pin_remove_clicked (AnCodesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->pin_row), "");
  set_pin (self, "");
}

/* Widget */

static void
an_codes_page_dispose (GObject *object)
{
  g_clear_object (&AN_CODES_PAGE (object)->client);
  G_OBJECT_CLASS (an_codes_page_parent_class)->dispose (object);
}

static void
an_codes_page_class_init (AnCodesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_codes_page_dispose;
  g_type_ensure (AN_TYPE_QR_IMAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-codes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnCodesPage, phone);
  gtk_widget_class_bind_template_child (widget_class, AnCodesPage, enrol_button);
  gtk_widget_class_bind_template_child (widget_class, AnCodesPage, secret_box);
  gtk_widget_class_bind_template_child (widget_class, AnCodesPage, qr);
  gtk_widget_class_bind_template_child (widget_class, AnCodesPage, secret);
  gtk_widget_class_bind_template_child (widget_class, AnCodesPage, pin_row);
  gtk_widget_class_bind_template_child (widget_class, AnCodesPage, pin_problem);
  gtk_widget_class_bind_template_child (widget_class, AnCodesPage, pin_button);
  gtk_widget_class_bind_template_child (widget_class, AnCodesPage, pin_remove_button);
  gtk_widget_class_bind_template_callback (widget_class, on_enrol_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_done_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_pin_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_pin_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_pin_remove_clicked);
}

static void
an_codes_page_init (AnCodesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_pin_changed (self);
}

/**
 * an_codes_page_new:
 * @name: of the child whose codes they are
 */
GtkWidget *
an_codes_page_new (AnGuardClient *client, guint32 uid, const char *name)
{
  AnCodesPage *self = g_object_new (AN_TYPE_CODES_PAGE, NULL);
  const char *description = adw_preferences_group_get_description (self->phone);
  g_autofree char *visible = an_text_make_visible (name);
  g_autofree char *plain = g_markup_escape_text (visible, -1);
  /* Translators: a child's name, then what codes are for */
  g_autofree char *text = g_strdup_printf (_ ("For %s. %s"), plain, description);

  self->client = g_object_ref (client);
  self->uid = uid;
  adw_preferences_group_set_description (self->phone, text);
  return GTK_WIDGET (self);
}
