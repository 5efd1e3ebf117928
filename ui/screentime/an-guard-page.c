// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The guard that is not there: which of the reasons it is, and what mends it. */

#include "ui/screentime/an-guard-page.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"

#define COMMAND_INSTALL "sudo app/run --install"
#define COMMAND_UNMASK "sudo systemctl unmask --now annhi-guardd"
#define COMMAND_START "sudo systemctl enable --now annhi-guardd"
#define LOOK_AGAIN_MS 2000

struct _AnGuardPage {
  AdwBin parent;

  AnGuardUnitState state;
  gboolean is_example; /* nothing is asked */
  gboolean is_starting;
  guint look_id; /* source, 0 = none */

  AnFamily *family;          /* (owned) */
  GCancellable *cancellable; /* (owned) */

  AdwStatusPage *status;
  GtkLabel *command;
  GtkButton *button;
  GtkLabel *problem;
  GtkWidget *aside_button;
};

enum { SIGNAL_READY, SIGNAL_ASIDE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnGuardPage, an_guard_page, ADW_TYPE_BIN)

typedef struct {
  const char *title;   /* untranslated */
  const char *text;    /* untranslated */
  const char *command; /* (nullable): for a terminal; the button copies it */
  const char *button;  /* untranslated */
} Words;

static const char what_it_is[] =
    N_ ("The time guard is the part of An Nhi that holds the rules: it counts, warns, and locks "
        "the PC when time is up. Without it nothing is locked and nothing is counted.");

/* By AnGuardUnitState; RUNNING: it runs and does not answer us. */
static const Words words[] = {
  [AN_GUARD_UNIT_UNKNOWN] = {
      N_ ("The time guard is not switched on on this PC"),
          what_it_is,
          COMMAND_START,
          N_ ("Copy the command") },
      [AN_GUARD_UNIT_NOT_INSTALLED] = {
          N_ ("The time guard is not installed on this PC"),
              what_it_is,
              COMMAND_INSTALL,
              N_ ("Copy the command") },
          [AN_GUARD_UNIT_STOPPED] = {
              N_ ("The time guard is stopped"), what_it_is, NULL, N_ ("Switch on the time guard") },
              [AN_GUARD_UNIT_MASKED] = {
                  N_ ("The time guard was forbidden to start on this PC"),
                      what_it_is,
                      COMMAND_UNMASK,
                      N_ ("Copy the command") },
                  [AN_GUARD_UNIT_FAILED] = { N_ ("The time guard has broken down"),
                      N_ ("It may help to start it once more. The rules it held are kept."),
                          NULL,
                          N_ ("Start it once more") },
                      [AN_GUARD_UNIT_RUNNING] = {
                          N_ ("The time guard does not answer"),
                              N_ ("It runs on this PC, but An Nhi cannot speak with it. The rules "
                                  "it holds stay as they are."),
                                  NULL,
                                  N_ ("Look again") },
                      };

static void
show_problem (AnGuardPage *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
update (AnGuardPage *self)
{
  const Words *now = &words[self->state];

  adw_status_page_set_title (self->status, _ (now->title));
  adw_status_page_set_description (self->status, _ (now->text));
  gtk_label_set_label (self->command, now->command != NULL ? now->command : "");
  gtk_widget_set_visible (GTK_WIDGET (self->command), now->command != NULL);
  gtk_button_set_label (self->button, self->is_starting ? _ ("One moment…") : _ (now->button));
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), !self->is_starting);
}

static void
set_state (AnGuardPage *self, AnGuardUnitState state)
{
  self->state = state;
  update (self);
}

/* Asking */

static void
on_state_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnGuardPage) self = user_data;
  g_autoptr (GError) error = NULL;
  AnGuardUnitState state = an_guard_unit_ask_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_state (self, state);
  if (state == AN_GUARD_UNIT_RUNNING && an_family_get_problem (self->family) != NULL &&
      an_family_get_state (self->family) == AN_FAMILY_FAILED)
    show_problem (self, an_family_get_problem (self->family));
}

static void
ask (AnGuardPage *self)
{
  if (!self->is_example)
    an_guard_unit_ask_async (self->cancellable, on_state_ready, g_object_ref (self));
}

/* Whoever installs or starts it elsewhere is not told us; the bus tells when it has its name. */
static gboolean
on_look_again (gpointer user_data)
{
  AnGuardPage *self = user_data;

  ask (self);
  return G_SOURCE_CONTINUE;
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnGuardPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_begun = an_guard_unit_start_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_starting = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)) {
    show_problem (self, _ ("Nothing was changed: this needs a parent’s password"));
  } else if (!is_begun) {
    /* Translators: %s is a reason */
    g_autofree char *text = g_strdup_printf (_ ("It could not be started: %s"), error->message);

    show_problem (self, text);
  } else {
    an_family_reload (self->family);
  }
  update (self);
  ask (self);
}

/* Callbacks */

static void
on_button_clicked (AnGuardPage *self)
{
  const Words *now = &words[self->state];

  show_problem (self, NULL);
  if (now->command != NULL) {
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), now->command);
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "win.toast",
                                "s",
                                _ ("Copied. Paste it into a terminal."));
  } else if (self->state == AN_GUARD_UNIT_RUNNING) {
    an_family_reload (self->family);
    ask (self);
  } else {
    self->is_starting = TRUE;
    update (self);
    an_guard_unit_start_async (self->cancellable, on_started, g_object_ref (self));
  }
}

static void
on_aside_clicked (AnGuardPage *self)
{
  g_signal_emit (self, signals[SIGNAL_ASIDE], 0);
}

static void
on_family_changed (AnGuardPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (an_family_get_state (self->family) == AN_FAMILY_READY)
    g_signal_emit (self, signals[SIGNAL_READY], 0);
  else
    ask (self);
}

static void
an_guard_page_map (GtkWidget *widget)
{
  AnGuardPage *self = AN_GUARD_PAGE (widget);

  GTK_WIDGET_CLASS (an_guard_page_parent_class)->map (widget);
  ask (self);
  if (self->look_id == 0 && !self->is_example)
    self->look_id = g_timeout_add (LOOK_AGAIN_MS, on_look_again, self);
}

static void
an_guard_page_unmap (GtkWidget *widget)
{
  AnGuardPage *self = AN_GUARD_PAGE (widget);

  g_clear_handle_id (&self->look_id, g_source_remove);
  GTK_WIDGET_CLASS (an_guard_page_parent_class)->unmap (widget);
}

static void
an_guard_page_dispose (GObject *object)
{
  AnGuardPage *self = AN_GUARD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->family);
  G_OBJECT_CLASS (an_guard_page_parent_class)->dispose (object);
}

static void
an_guard_page_finalize (GObject *object)
{
  g_object_unref (AN_GUARD_PAGE (object)->cancellable);
  G_OBJECT_CLASS (an_guard_page_parent_class)->finalize (object);
}

static void
an_guard_page_class_init (AnGuardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_guard_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_guard_page_finalize;
  widget_class->map = an_guard_page_map;
  widget_class->unmap = an_guard_page_unmap;
  signals[SIGNAL_READY] = an_signal_new (G_TYPE_FROM_CLASS (klass), "ready", 0);
  signals[SIGNAL_ASIDE] = an_signal_new (G_TYPE_FROM_CLASS (klass), "aside", 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-guard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnGuardPage, status);
  gtk_widget_class_bind_template_child (widget_class, AnGuardPage, command);
  gtk_widget_class_bind_template_child (widget_class, AnGuardPage, button);
  gtk_widget_class_bind_template_child (widget_class, AnGuardPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AnGuardPage, aside_button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_aside_clicked);
}

static void
an_guard_page_init (AnGuardPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/* Public */

/**
 * an_guard_page_new:
 * @can_go_on: offer to write rules down without a guard
 */
GtkWidget *
an_guard_page_new (AnFamily *family, gboolean can_go_on)
{
  AnGuardPage *self = g_object_new (AN_TYPE_GUARD_PAGE, NULL);

  self->family = g_object_ref (family);
  gtk_widget_set_visible (self->aside_button, can_go_on);
  g_signal_connect_object (family,
                           "changed",
                           G_CALLBACK (on_family_changed),
                           self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
an_guard_page_show_state (AnGuardPage *self, AnGuardUnitState state)
{
  self->is_example = TRUE;
  set_state (self, state);
}
