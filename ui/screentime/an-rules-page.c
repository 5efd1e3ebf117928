// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The rules of one child at a glance: what is enforced, a trial of the rules, the week. */

#include "ui/screentime/an-rules-page.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-day-bar.h"
#include "ui/screentime/an-preview-card.h"
#include "ui/screentime/an-rules-text.h"
#include "ui/screentime/an-week-card.h"

/**
 * AnRulesPage:
 *
 * Emits `day-chosen (weekday)`, `page-wanted (name)`, `presets-wanted`, `export-wanted`,
 * `import-wanted`, `malcontent-wanted`, `remove-wanted`, `guard-wanted` (to know how it is switched
 * on), `hand-over-wanted`; whoever listens does it.
 */
struct _AnRulesPage {
  AdwBin parent;

  AnRulesDraft *draft; /* (owned) (nullable) */
  gulong changed_id;
  gboolean is_loading; /* while the draft fills the fields */
  AnRulesGuard guard;

  AdwActionRow *guard_row;
  GtkWidget *guard_button;
  GtkWidget *hand_over_button;
  GtkSwitch *enabled_switch;
  AnWeekCard *week_card;
  AnPreviewCard *preview;
  AdwPreferencesGroup *week;
  GtkSwitch *weekly_switch;
  AdwActionRow *weekly_row;
  GtkSpinButton *weekly_spin;
  AdwActionRow *dates_row;
  AdwActionRow *manners_row;
  GtkWidget *undo;
  GtkLabel *saved;
  GtkWidget *malcontent_row;
  char *refused; /* (owned) (nullable) what the guard does not take, with its place */
  AdwActionRow *day_rows[AN_DRAFT_DAYS]; /* (not owned) */
  AnDayBar *bars[AN_DRAFT_DAYS];         /* (not owned) */
};

enum {
  SIGNAL_DAY_CHOSEN,
  SIGNAL_PRESETS_WANTED,
  SIGNAL_PAGE_WANTED,
  SIGNAL_EXPORT_WANTED,
  SIGNAL_IMPORT_WANTED,
  SIGNAL_MALCONTENT_WANTED,
  SIGNAL_REMOVE_WANTED,
  SIGNAL_GUARD_WANTED,
  SIGNAL_HAND_OVER_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnRulesPage, an_rules_page, ADW_TYPE_BIN)

static void
show_weekly (AnRulesPage *self)
{
  int minutes;
  gboolean has_quota = an_rules_draft_get_weekly_quota (self->draft, &minutes);
  g_autofree char *text = an_rules_text_minutes (minutes);

  gtk_switch_set_active (self->weekly_switch, has_quota);
  gtk_spin_button_set_value (self->weekly_spin, minutes);
  gtk_widget_set_visible (GTK_WIDGET (self->weekly_row), has_quota);
  adw_action_row_set_subtitle (self->weekly_row, text);
}

static void
show_dates (AnRulesPage *self)
{
  guint n_dates = an_rules_draft_count_dates (self->draft);
  g_autofree char *text = g_strdup_printf (
      /* Translators: days with rules of their own, such as holidays */
      g_dngettext (GETTEXT_PACKAGE,
                   "%u entry for certain dates",
                   "%u entries for certain dates",
                   n_dates),
      n_dates);

  adw_action_row_set_subtitle (self->dates_row,
                               n_dates > 0 ? text : _ ("School holidays, Tết, single days"));
}

/* (nullable): where a place of the document is edited */
static AdwActionRow *
find_row (AnRulesPage *self, const char *pointer)
{
  g_auto (GStrv) parts = g_strsplit (pointer, "/", 4);
  const char *first = g_strv_length (parts) > 1 ? parts[1] : "";

  if (g_str_equal (first, "days") || g_str_equal (first, "bedtime")) {
    for (guint i = 0; i < AN_DRAFT_DAYS; i++)
      if (g_strcmp0 (parts[2], an_weekday_ids[i]) == 0)
        return self->day_rows[i];
    return NULL;
  }
  if (g_str_equal (first, "weekly_quota_minutes"))
    return self->weekly_row;
  if (g_str_equal (first, "dates"))
    return self->dates_row;
  return *first != '\0' && !g_str_equal (first, "enabled") ? self->manners_row : NULL;
}

/* What the guard refused stands where it is mended. */
static void
show_refused (AnRulesPage *self)
{
  AdwActionRow *rows[AN_DRAFT_DAYS + 3] = { self->weekly_row, self->dates_row, self->manners_row };
  g_autofree char *pointer =
      self->refused != NULL ? an_rules_text_find_pointer (self->refused) : g_strdup ("");
  AdwActionRow *refused = find_row (self, pointer);

  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    rows[3 + i] = self->day_rows[i];
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i] != refused)
      gtk_widget_remove_css_class (GTK_WIDGET (rows[i]), "error");
  adw_action_row_set_subtitle (self->manners_row, NULL);
  if (refused == NULL)
    return;
  gtk_widget_add_css_class (GTK_WIDGET (refused), "error");
  adw_action_row_set_subtitle (refused, self->refused);
  gtk_accessible_update_property (GTK_ACCESSIBLE (refused),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->refused,
                                  -1);
}

static void
on_draft_changed (AnRulesPage *self)
{
  g_autoptr (AnPolicy) policy = an_rules_draft_build (self->draft, NULL);

  self->is_loading = TRUE;
  gtk_switch_set_active (self->enabled_switch, an_rules_draft_is_enabled (self->draft));
  for (guint i = 0; i < AN_DRAFT_DAYS; i++) {
    g_autofree char *text = an_rules_text_day (self->draft, i);

    adw_action_row_set_subtitle (self->day_rows[i], text);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->day_rows[i]),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    text,
                                    -1);
    an_day_bar_show (self->bars[i], self->draft, i);
  }
  show_weekly (self);
  show_dates (self);
  show_refused (self);
  gtk_widget_set_sensitive (self->undo, an_rules_draft_can_undo (self->draft));
  an_preview_card_set_policy (self->preview, policy);
  self->is_loading = FALSE;
}

static void
on_enabled_changed (AnRulesPage *self)
{
  if (self->draft != NULL && !self->is_loading)
    an_rules_draft_set_enabled (self->draft, gtk_switch_get_active (self->enabled_switch));
}

static void
on_weekly_changed (AnRulesPage *self)
{
  if (self->draft != NULL && !self->is_loading)
    an_rules_draft_set_weekly_quota (self->draft,
                                     gtk_switch_get_active (self->weekly_switch),
                                     gtk_spin_button_get_value_as_int (self->weekly_spin));
}

static void
on_day_activated (AnRulesPage *self, AdwActionRow *row)
{
  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    if (self->day_rows[i] == row)
      g_signal_emit (self, signals[SIGNAL_DAY_CHOSEN], 0, i);
}

static void
on_day_wanted (AnRulesPage *self, guint day)
{
  g_signal_emit (self, signals[SIGNAL_DAY_CHOSEN], 0, day);
}

static void
on_presets_clicked (AnRulesPage *self)
{
  g_signal_emit (self, signals[SIGNAL_PRESETS_WANTED], 0);
}

static void
on_dates_clicked (AnRulesPage *self)
{
  g_signal_emit (self, signals[SIGNAL_PAGE_WANTED], 0, "dates");
}

static void
on_agreement_clicked (AnRulesPage *self)
{
  g_signal_emit (self, signals[SIGNAL_PAGE_WANTED], 0, "agreement");
}

static void
on_manners_clicked (AnRulesPage *self)
{
  g_signal_emit (self, signals[SIGNAL_PAGE_WANTED], 0, "manners");
}

static gboolean
on_undo_key (GtkWidget *widget, GVariant *nothing, gpointer user_data)
{
  AnRulesPage *self = AN_RULES_PAGE (widget);

  if (self->draft == NULL || !an_rules_draft_can_undo (self->draft))
    return FALSE;
  an_rules_draft_undo (self->draft);
  return TRUE;
}

static void
on_undo_clicked (AnRulesPage *self)
{
  an_rules_draft_undo (self->draft);
}

static void
on_export_clicked (AnRulesPage *self)
{
  g_signal_emit (self, signals[SIGNAL_EXPORT_WANTED], 0);
}

static void
on_import_clicked (AnRulesPage *self)
{
  g_signal_emit (self, signals[SIGNAL_IMPORT_WANTED], 0);
}

static void
on_malcontent_clicked (AnRulesPage *self)
{
  g_signal_emit (self, signals[SIGNAL_MALCONTENT_WANTED], 0);
}

static void
on_remove_clicked (AnRulesPage *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE_WANTED], 0);
}

static void
on_guard_clicked (AnRulesPage *self)
{
  g_signal_emit (self, signals[SIGNAL_GUARD_WANTED], 0);
}

static void
on_hand_over_clicked (AnRulesPage *self)
{
  g_signal_emit (self, signals[SIGNAL_HAND_OVER_WANTED], 0);
}

static void
add_day_row (AnRulesPage *self, guint weekday)
{
  g_autofree char *title = an_rules_text_weekday (weekday);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = an_day_bar_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (bar, 96, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE,
                                           "icon-name",
                                           "go-next-symbolic",
                                           "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  g_signal_connect_swapped (row, "activated", G_CALLBACK (on_day_activated), self);
  adw_preferences_group_add (self->week, row);
  self->day_rows[weekday] = ADW_ACTION_ROW (row);
  self->bars[weekday] = AN_DAY_BAR (bar);
}

static void
forget_draft (AnRulesPage *self)
{
  if (self->draft != NULL)
    g_clear_signal_handler (&self->changed_id, self->draft);
  g_clear_object (&self->draft);
}

static void
an_rules_page_dispose (GObject *object)
{
  forget_draft (AN_RULES_PAGE (object));
  g_clear_pointer (&AN_RULES_PAGE (object)->refused, g_free);
  G_OBJECT_CLASS (an_rules_page_parent_class)->dispose (object);
}

static void
an_rules_page_class_init (AnRulesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_rules_page_dispose;
  signals[SIGNAL_DAY_CHOSEN] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "day-chosen", 1, G_TYPE_UINT);
  signals[SIGNAL_PRESETS_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "presets-wanted", 0);
  signals[SIGNAL_PAGE_WANTED] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "page-wanted", 1, G_TYPE_STRING);
  signals[SIGNAL_EXPORT_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "export-wanted", 0);
  signals[SIGNAL_IMPORT_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "import-wanted", 0);
  signals[SIGNAL_MALCONTENT_WANTED] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "malcontent-wanted", 0);
  signals[SIGNAL_REMOVE_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "remove-wanted", 0);
  signals[SIGNAL_GUARD_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "guard-wanted", 0);
  signals[SIGNAL_HAND_OVER_WANTED] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "hand-over-wanted", 0);

  g_type_ensure (AN_TYPE_PREVIEW_CARD);
  g_type_ensure (AN_TYPE_WEEK_CARD);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, on_undo_key, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-rules-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, guard_row);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, guard_button);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, hand_over_button);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, enabled_switch);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, preview);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, week_card);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, week);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, weekly_switch);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, weekly_row);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, weekly_spin);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, dates_row);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, manners_row);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, undo);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, saved);
  gtk_widget_class_bind_template_child (widget_class, AnRulesPage, malcontent_row);
  gtk_widget_class_bind_template_callback (widget_class, on_enabled_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_weekly_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_presets_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_day_wanted);
  gtk_widget_class_bind_template_callback (widget_class, on_dates_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_manners_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_agreement_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_export_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_import_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_malcontent_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_guard_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_hand_over_clicked);
}

static void
an_rules_page_init (AnRulesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < AN_DRAFT_DAYS; i++)
    add_day_row (self, i);
}

/* Public */

GtkWidget *
an_rules_page_new (void)
{
  return g_object_new (AN_TYPE_RULES_PAGE, NULL);
}

void
an_rules_page_show (AnRulesPage *self, AnRulesDraft *draft)
{
  forget_draft (self);
  self->draft = g_object_ref (draft);
  self->changed_id =
      g_signal_connect_swapped (draft, "changed", G_CALLBACK (on_draft_changed), self);
  gtk_label_set_label (self->saved, "");
  g_clear_pointer (&self->refused, g_free);
  an_week_card_show (self->week_card, draft);
  on_draft_changed (self);
}

void
an_rules_page_set_guard (AnRulesPage *self, AnRulesGuard guard)
{
  static const char *const titles[] = {
    [AN_RULES_GUARD_ABSENT] = N_ ("The time guard is not switched on on this PC"),
                                  [AN_RULES_GUARD_OFFER] =
                                      N_ ("The time guard does not have these rules yet"),
                                          [AN_RULES_GUARD_HOLDS] =
                                              N_ ("The time guard holds these rules"),
                                          };
  static const char *const subtitles[] = {
    [AN_RULES_GUARD_ABSENT] =
        N_ ("The rules are written down, and nothing is enforced yet."),
            [AN_RULES_GUARD_OFFER] =
                N_ ("They are written down on this PC and hold nobody back."),
                    [AN_RULES_GUARD_HOLDS] =
                        N_ ("What you see is what it holds now. A change holds at once."),
                    };

  self->guard = guard;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->guard_row), _ (titles[guard]));
  adw_action_row_set_subtitle (self->guard_row, _ (subtitles[guard]));
  gtk_widget_set_visible (self->guard_button, guard == AN_RULES_GUARD_ABSENT);
  gtk_widget_set_visible (self->hand_over_button, guard == AN_RULES_GUARD_OFFER);
  gtk_widget_set_visible (self->malcontent_row, guard == AN_RULES_GUARD_HOLDS);
}

/* The first day that can be tried, in the zone that counts. */
void
an_rules_page_set_today (AnRulesPage *self, GDateTime *today)
{
  an_preview_card_set_today (self->preview, today);
}

/**
 * an_rules_page_set_refused:
 * @message: (nullable): with a place of the document in it, such as “/days/mon: …”; it is shown
 *   beside the row where that is edited, until something else is saved
 */
void
an_rules_page_set_refused (AnRulesPage *self, const char *message)
{
  g_free (self->refused);
  self->refused = g_strdup (message);
  on_draft_changed (self);
}

/**
 * an_rules_page_set_saved:
 * @problem: (nullable): why the last change could not be kept; %NULL when it was
 */
void
an_rules_page_set_saved (AnRulesPage *self, const char *problem)
{
  g_autofree char *text = problem == NULL
      ? g_strdup (self->guard == AN_RULES_GUARD_HOLDS
                  ? _ ("Holds now: read back from the time guard")
                  : _ ("Saved on this PC"))
      /* Translators: %s is the reason */
      : g_strdup_printf (_ ("Not saved: %s. What was saved before is still there."), problem);

  gtk_label_set_label (self->saved, text);
  if (problem == NULL && self->refused != NULL)
    an_rules_page_set_refused (self, NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->saved), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->saved), "error");
}
