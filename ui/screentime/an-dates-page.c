// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Holidays and single dates of a draft. The form writes to the draft only when it is saved. */

#include "ui/screentime/an-dates-page.h"

#include "base/an-i18n.h"
#include "screentime/an-policy-words.h"
#include "ui/screentime/an-date-draft.h"
#include "ui/screentime/an-look-period.h"
#include "ui/screentime/an-rules-text.h"
#include "ui/screentime/an-span-list.h"

struct _AnDatesPage {
  AdwBin parent;

  AnRulesDraft *draft; /* (owned) (nullable) */
  gulong changed_id;
  gint64 today;
  guint index;       /* of the form */
  AnDateDraft entry; /* of the form, for what it does not show */
  gboolean is_loading;
  gboolean is_changed; /* the form, since it was opened */

  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *add;
  GtkWidget *undo;
  GtkEditable *label_row;
  GtkEditable *from_row;
  GtkEditable *to_row;
  GtkWidget *problem_group;
  GtkLabel *problem;
  AdwComboRow *open_row;
  AnSpanList *windows;
  GtkSwitch *study_switch;
  AnSpanList *study;
  GtkSwitch *quota_switch;
  AdwActionRow *quota_row;
  GtkSpinButton *quota_spin;
  GtkWidget *done;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (AnDatesPage, an_dates_page, ADW_TYPE_BIN)

/* The list */

static void
add_row (AnDatesPage *self, const AnDateRule *entry)
{
  g_autofree char *dates = an_policy_words_dates (entry->from, entry->to);
  g_autofree char *words = an_policy_words_date_rule (entry);
  gboolean has_label = entry->label != NULL && *entry->label != '\0';
  g_autofree char *subtitle =
      has_label ? g_strdup_printf ("%s\n%s", dates, words) : g_steal_pointer (&words);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 has_label ? entry->label : dates,
                                 "subtitle",
                                 subtitle,
                                 "title-lines",
                                 0,
                                 "subtitle-lines",
                                 0,
                                 "activatable",
                                 TRUE,
                                 NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE,
                                           "icon-name",
                                           "go-next-symbolic",
                                           "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  if (entry->to < self->today)
    gtk_widget_add_css_class (row, "dim-label"); /* it is over */
  gtk_list_box_append (self->list, row);
}

static void
show_list (AnDatesPage *self)
{
  const AnPolicy *rest = an_rules_draft_get_rest (self->draft);
  guint n_dates = an_policy_get_n_dates (rest);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n_dates; i++)
    add_row (self, an_policy_get_date_rule (rest, i));
  gtk_widget_set_sensitive (self->add, n_dates < AN_POLICY_MAX_DATES);
  gtk_widget_set_sensitive (self->undo, an_rules_draft_can_undo (self->draft));
}

static void
leave_form (AnDatesPage *self)
{
  an_date_draft_clear (&self->entry);
  self->is_changed = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_widget_grab_focus (self->add);
}

/* The form */

static void
mark (GtkEditable *row, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static gboolean
are_valid (const AnSpanDraft *spans)
{
  for (guint i = 0; i < spans->n_items; i++)
    if (!an_span_is_valid (&spans->items[i]))
      return FALSE;
  return TRUE;
}

/* Reads the fields; (nullable): what is wrong. Marks the field that is. */
static const char *
read_form (AnDatesPage *self)
{
  AnDateDraft *entry = &self->entry;
  gboolean has_from = an_date_parse (gtk_editable_get_text (self->from_row), &entry->from);
  gboolean has_to = an_date_parse (gtk_editable_get_text (self->to_row), &entry->to);
  gboolean is_reversed = has_from && has_to && entry->to < entry->from;

  g_free (entry->label);
  entry->label = g_strstrip (g_strdup (gtk_editable_get_text (self->label_row)));
  entry->open = (AnDateOpen) adw_combo_row_get_selected (self->open_row);
  an_span_list_get_spans (self->windows, &entry->windows);
  entry->has_uncounted = gtk_switch_get_active (self->study_switch);
  an_span_list_get_spans (self->study, &entry->uncounted);
  entry->has_quota = gtk_switch_get_active (self->quota_switch);
  entry->quota_minutes = gtk_spin_button_get_value_as_int (self->quota_spin);
  mark (self->from_row, !has_from);
  mark (self->to_row, !has_to || is_reversed);
  if (!has_from)
    return _ ("The first day is not a date such as 28/11/2026.");
  if (!has_to)
    return _ ("The last day is not a date such as 28/11/2026.");
  if (is_reversed)
    return _ ("The last day must not lie before the first.");
  if ((entry->open == AN_DATE_WINDOWS && !are_valid (&entry->windows)) ||
      (entry->has_uncounted && !are_valid (&entry->uncounted)))
    return _ ("Some hours need mending first; they are marked in red.");
  return NULL;
}

static void
on_edited (AnDatesPage *self)
{
  g_autofree char *quota = NULL;
  const char *problem;

  if (self->is_loading)
    return;
  self->is_changed = TRUE;
  problem = read_form (self);
  quota = an_rules_text_minutes (self->entry.quota_minutes);
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_group, problem != NULL);
  gtk_widget_set_sensitive (self->done, problem == NULL);
  adw_action_row_set_subtitle (self->quota_row, quota);
  gtk_widget_set_visible (GTK_WIDGET (self->quota_row), self->entry.has_quota);
  gtk_widget_set_visible (GTK_WIDGET (self->windows), self->entry.open == AN_DATE_WINDOWS);
  gtk_widget_set_visible (GTK_WIDGET (self->study), self->entry.has_uncounted);
}

void
an_dates_page_save (AnDatesPage *self)
{
  g_autoptr (GError) error = NULL;

  on_edited (self);
  if (!gtk_widget_get_sensitive (self->done))
    return;
  if (an_date_draft_write (&self->entry, self->draft, self->index, &error))
    leave_form (self);
  else {
    gtk_label_set_label (self->problem, error->message);
    gtk_widget_set_visible (self->problem_group, TRUE);
  }
}

static void
on_remove_clicked (AnDatesPage *self)
{
  if (self->index != AN_DATE_NEW)
    an_date_draft_remove (self->draft, self->index);
  leave_form (self);
}

static void
on_add_clicked (AnDatesPage *self)
{
  an_dates_page_open (self, AN_DATE_NEW);
}

static void
on_row_activated (AnDatesPage *self, GtkListBoxRow *row)
{
  an_dates_page_open (self, (guint) gtk_list_box_row_get_index (row));
}

static gboolean
on_undo_key (GtkWidget *widget, GVariant *nothing, gpointer user_data)
{
  AnDatesPage *self = AN_DATES_PAGE (widget);

  if (self->draft == NULL || !an_rules_draft_can_undo (self->draft) ||
      g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0)
    return FALSE;
  an_rules_draft_undo (self->draft);
  return TRUE;
}

static void
on_undo_clicked (AnDatesPage *self)
{
  an_rules_draft_undo (self->draft);
}

/* Class */

static void
forget_draft (AnDatesPage *self)
{
  if (self->draft != NULL)
    g_clear_signal_handler (&self->changed_id, self->draft);
  g_clear_object (&self->draft);
}

static void
an_dates_page_dispose (GObject *object)
{
  AnDatesPage *self = AN_DATES_PAGE (object);

  forget_draft (self);
  an_date_draft_clear (&self->entry);
  G_OBJECT_CLASS (an_dates_page_parent_class)->dispose (object);
}

static void
an_dates_page_class_init (AnDatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_dates_page_dispose;
  g_type_ensure (AN_TYPE_SPAN_LIST);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, on_undo_key, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-dates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, list);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, add);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, undo);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, label_row);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, from_row);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, to_row);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, problem_group);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, open_row);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, windows);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, study_switch);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, study);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, quota_switch);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, quota_row);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, quota_spin);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, done);
  gtk_widget_class_bind_template_child (widget_class, AnDatesPage, remove);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, an_dates_page_save);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
}

static void
an_dates_page_init (AnDatesPage *self)
{
  self->is_loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_loading = FALSE;
}

/* Public */

GtkWidget *
an_dates_page_new (void)
{
  return g_object_new (AN_TYPE_DATES_PAGE, NULL);
}

/**
 * an_dates_page_edit:
 * @now: the day a new entry begins with
 *
 * Shows the list of @draft and edits it from now on.
 */
void
an_dates_page_edit (AnDatesPage *self, AnRulesDraft *draft, GDateTime *now)
{
  forget_draft (self);
  self->draft = g_object_ref (draft);
  self->today = an_look_get_today (now);
  self->changed_id = g_signal_connect_swapped (draft, "changed", G_CALLBACK (show_list), self);
  show_list (self);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

void
an_dates_page_open (AnDatesPage *self, guint index)
{
  AnDateDraft *entry = &self->entry;
  g_autofree char *from = NULL, *to = NULL;

  an_date_draft_clear (entry);
  an_date_draft_read (entry, self->draft, index, self->today);
  from = an_date_format (entry->from);
  to = an_date_format (entry->to);
  self->index = index;
  self->is_loading = TRUE;
  gtk_editable_set_text (self->label_row, entry->label != NULL ? entry->label : "");
  gtk_editable_set_text (self->from_row, from);
  gtk_editable_set_text (self->to_row, to);
  adw_combo_row_set_selected (self->open_row, entry->open);
  an_span_list_set_spans (self->windows, &entry->windows);
  gtk_switch_set_active (self->study_switch, entry->has_uncounted);
  an_span_list_set_spans (self->study, &entry->uncounted);
  gtk_switch_set_active (self->quota_switch, entry->has_quota);
  gtk_spin_button_set_value (self->quota_spin, entry->quota_minutes);
  gtk_widget_set_visible (self->remove, index != AN_DATE_NEW);
  self->is_loading = FALSE;
  on_edited (self);
  self->is_changed = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->label_row));
}

gboolean
an_dates_page_go_back (AnDatesPage *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") != 0)
    return FALSE;
  leave_form (self);
  return TRUE;
}

/* Whether the form is open and was changed. */
gboolean
an_dates_page_is_changed (AnDatesPage *self)
{
  return self->is_changed;
}

gboolean
an_dates_page_can_save (AnDatesPage *self)
{
  return gtk_widget_get_sensitive (self->done);
}

/* Leaves the form as if it had not been opened. */
void
an_dates_page_discard (AnDatesPage *self)
{
  leave_form (self);
}
