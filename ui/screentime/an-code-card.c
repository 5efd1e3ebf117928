// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* More time on the child's screen, with a code from the parents' phone or with their PIN. */

#include "ui/screentime/an-code-card.h"

#include <string.h>

#include "base/an-i18n.h"
#include "ui/screentime/an-guard-say.h"
#include "ui/widgets/an-row-or-column.h"

#define CODE_DIGITS 6
#define PIN_MIN 4
#define PIN_MAX 12

/**
 * AnCodeCard:
 *
 * A field for six digits that are read out, or for the PIN; minutes; what was wrong with it.
 */
struct _AnCodeCard {
  AdwBin parent;

  AnGuardClient *client; /* (owned) (nullable) until set */
  GtkToggleButton *code_toggle;
  AdwEntryRow *code_row;
  AdwPasswordEntryRow *pin_row;
  GtkSpinButton *minutes;
  GtkLabel *problem;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (AnCodeCard, an_code_card, ADW_TYPE_BIN)

static gboolean
is_pin (AnCodeCard *self)
{
  return !gtk_toggle_button_get_active (self->code_toggle);
}

/* What was typed, without spaces. (transfer full) */
static char *
get_digits (AnCodeCard *self)
{
  GtkWidget *row = is_pin (self) ? GTK_WIDGET (self->pin_row) : GTK_WIDGET (self->code_row);
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (row)), " ", -1);

  return g_strjoinv ("", parts);
}

static gboolean
is_complete (AnCodeCard *self, const char *digits)
{
  gsize length = strlen (digits);

  if (strspn (digits, "0123456789") != length)
    return FALSE;
  return is_pin (self) ? length >= PIN_MIN && length <= PIN_MAX : length == CODE_DIGITS;
}

static void
update (AnCodeCard *self)
{
  g_autofree char *digits = get_digits (self);

  gtk_widget_set_visible (GTK_WIDGET (self->code_row), !is_pin (self));
  gtk_widget_set_visible (GTK_WIDGET (self->pin_row), is_pin (self));
  gtk_widget_set_sensitive (self->button, is_complete (self, digits));
}

static void
show_problem (AnCodeCard *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* Beside the field, and what to do. (transfer full) */
static char *
describe (AnCodeCard *self, const GError *error)
{
  gboolean pin = is_pin (self);

  if (g_error_matches (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_WRONG_CODE))
    return g_strdup (
        pin
        ? _ ("The PIN is not right. Nothing was changed; it can be typed again.")
        : _ ("These digits do not fit, or were used already. Let your parents wait for the "
                 "next ones on the phone, and type those."));
  if (g_error_matches (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_LOCKED_OUT))
    return g_strdup (
        pin
        ? _ ("That was wrong five times. In a quarter of an hour the PIN can be typed again.")
        : _ ("That was wrong five times. In an hour you can type digits again; until then, ask "
                 "your parents above."));
  if (g_error_matches (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_NOT_READY))
    return g_strdup (pin ? _ ("Your parents have no PIN for this PC yet.")
                         : _ ("Your parents have not set up codes yet. Tell them if you need it."));
  /* Translators: %s is a reason */
  return g_strdup_printf (_ ("No time was added: %s"), error->message);
}

static void
finish (AnCodeCard *self, gboolean is_done, const GError *error)
{
  g_autofree char *text = NULL;

  gtk_editable_set_text (GTK_EDITABLE (self->code_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->pin_row), "");
  update (self);
  if (is_done) {
    an_guard_say (GTK_WIDGET (self), _ ("The time was added"));
    return;
  }
  text = describe (self, error);
  show_problem (self, text);
}

static void
on_code_redeemed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnCodeCard) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = an_guard_client_redeem_code_finish (AN_GUARD_CLIENT (source), result, &error);

  finish (self, is_done, error);
}

static void
on_pin_redeemed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnCodeCard) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = an_guard_client_redeem_pin_finish (AN_GUARD_CLIENT (source), result, &error);

  finish (self, is_done, error);
}

static void
on_use_clicked (AnCodeCard *self)
{
  g_autofree char *digits = get_digits (self);
  int minutes;

  if (!gtk_widget_get_sensitive (self->button))
    return;
  gtk_widget_set_sensitive (self->button, FALSE);
  show_problem (self, NULL);
  gtk_spin_button_update (self->minutes);
  minutes = gtk_spin_button_get_value_as_int (self->minutes);
  if (is_pin (self))
    an_guard_client_redeem_pin_async (self->client,
                                      digits,
                                      minutes,
                                      NULL,
                                      on_pin_redeemed,
                                      g_object_ref (self));
  else
    an_guard_client_redeem_code_async (self->client,
                                       digits,
                                       minutes,
                                       NULL,
                                       on_code_redeemed,
                                       g_object_ref (self));
}

static void
on_kind_changed (AnCodeCard *self)
{
  show_problem (self, NULL);
  update (self);
}

/* Widget */

static void
an_code_card_dispose (GObject *object)
{
  g_clear_object (&AN_CODE_CARD (object)->client);
  G_OBJECT_CLASS (an_code_card_parent_class)->dispose (object);
}

static void
an_code_card_class_init (AnCodeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_code_card_dispose;
  g_type_ensure (AN_TYPE_ROW_OR_COLUMN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-code-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AnCodeCard, code_toggle);
  gtk_widget_class_bind_template_child (widget_class, AnCodeCard, code_row);
  gtk_widget_class_bind_template_child (widget_class, AnCodeCard, pin_row);
  gtk_widget_class_bind_template_child (widget_class, AnCodeCard, minutes);
  gtk_widget_class_bind_template_child (widget_class, AnCodeCard, problem);
  gtk_widget_class_bind_template_child (widget_class, AnCodeCard, button);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_use_clicked);
}

static void
an_code_card_init (AnCodeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
an_code_card_set_client (AnCodeCard *self, AnGuardClient *client)
{
  g_set_object (&self->client, client);
}

/* How much a code may give; 0: no codes at all. */
void
an_code_card_set_policy (AnCodeCard *self, const AnPolicy *policy)
{
  int max_minutes = an_policy_get_guard (policy)->codes_max_minutes;

  gtk_widget_set_visible (GTK_WIDGET (self), max_minutes > 0);
  gtk_adjustment_set_upper (gtk_spin_button_get_adjustment (self->minutes), MAX (max_minutes, 1));
}
