// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Asks for the passphrase of the vault, or for a new one twice. Checks the rule, opens nothing. */

#include "ui/widgets/an-passphrase-page.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/widgets/an-passphrase-rule.h"

/**
 * AnPassphrasePage:
 *
 * Emits `entered (passphrase)`; whoever listens calls an_passphrase_page_ask() again with a problem
 * when the passphrase was wrong.
 */
struct _AnPassphrasePage {
  AdwBin parent;

  gboolean is_new;
  gboolean is_busy;

  AdwStatusPage *status;
  AdwPreferencesRow *first;
  AdwPreferencesRow *second;
  GtkLabel *problem;
  GtkButton *open_button;
};

enum { SIGNAL_ENTERED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnPassphrasePage, an_passphrase_page, ADW_TYPE_BIN)

static const char *
get_text (AdwPreferencesRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* (nullable) translated; what stands in the way of “Open” */
static const char *
find_problem (AnPassphrasePage *self)
{
  const char *weak;

  if (!self->is_new)
    return *get_text (self->first) == '\0' ? "" : NULL;
  weak = an_passphrase_rule_check (get_text (self->first));
  if (weak != NULL)
    return weak;
  if (!g_str_equal (get_text (self->first), get_text (self->second)))
    return *get_text (self->second) == '\0' ? "" : _ ("The two are not the same.");
  return NULL;
}

static void
show_problem (AnPassphrasePage *self, const char *problem)
{
  gtk_label_set_label (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *problem != '\0');
}

static void
on_text_changed (AnPassphrasePage *self)
{
  const char *problem = find_problem (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->open_button), problem == NULL && !self->is_busy);
  show_problem (self,
                problem != NULL && self->is_new && *get_text (self->first) != '\0' ? problem : "");
}

static void
on_open_clicked (AnPassphrasePage *self)
{
  if (self->is_busy)
    return;
  if (find_problem (self) == NULL)
    g_signal_emit (self, signals[SIGNAL_ENTERED], 0, get_text (self->first));
  else if (self->is_new)
    gtk_widget_grab_focus (GTK_WIDGET (self->second));
}

static void
set_busy (AnPassphrasePage *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  gtk_editable_set_editable (GTK_EDITABLE (self->first), !is_busy);
  gtk_editable_set_editable (GTK_EDITABLE (self->second), !is_busy);
  gtk_button_set_label (self->open_button, is_busy ? _ ("Opening…") : _ ("Open"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->open_button),
                            !is_busy && find_problem (self) == NULL);
}

static void
an_passphrase_page_class_init (AnPassphrasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_ENTERED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "entered", 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/widgets/an-passphrase-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnPassphrasePage, status);
  gtk_widget_class_bind_template_child (widget_class, AnPassphrasePage, first);
  gtk_widget_class_bind_template_child (widget_class, AnPassphrasePage, second);
  gtk_widget_class_bind_template_child (widget_class, AnPassphrasePage, problem);
  gtk_widget_class_bind_template_child (widget_class, AnPassphrasePage, open_button);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
}

static void
an_passphrase_page_init (AnPassphrasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * an_passphrase_page_ask:
 * @is_new: whether a passphrase is chosen, not asked for
 * @problem: (nullable): what was wrong with the last one, translated
 *
 * Empties the fields and asks.
 */
void
an_passphrase_page_ask (AnPassphrasePage *self, gboolean is_new, const char *problem)
{
  g_return_if_fail (AN_IS_PASSPHRASE_PAGE (self));

  self->is_new = is_new;
  if (is_new) {
    adw_status_page_set_title (self->status, _ ("Choose a passphrase"));
    adw_status_page_set_description (
        self->status,
        _ ("What An Nhi keeps on this PC is encrypted, so that nobody else at this PC can read it. "
           "This PC has no keyring to hold the key, so a passphrase holds it. Nobody can open what "
           "is kept without it – not even the makers of An Nhi."));
  } else {
    adw_status_page_set_title (self->status, _ ("Enter the passphrase"));
    adw_status_page_set_description (
        self->status,
        _ ("What An Nhi keeps on this PC is encrypted. This PC has no keyring that holds the key, "
           "so the passphrase that was chosen here opens it."));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->second), is_new);
  gtk_editable_set_text (GTK_EDITABLE (self->first), "");
  gtk_editable_set_text (GTK_EDITABLE (self->second), "");
  set_busy (self, FALSE);
  show_problem (self, problem != NULL ? problem : "");
  gtk_widget_grab_focus (GTK_WIDGET (self->first));
}

/**
 * an_passphrase_page_set_busy:
 *
 * Shows that the passphrase is being tried, until an_passphrase_page_ask() or the page is gone.
 */
void
an_passphrase_page_set_busy (AnPassphrasePage *self)
{
  g_return_if_fail (AN_IS_PASSPHRASE_PAGE (self));

  show_problem (self, "");
  set_busy (self, TRUE);
}
