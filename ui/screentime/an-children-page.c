// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The children whose rules are kept on this PC. */

#include "ui/screentime/an-children-page.h"

#include "base/an-i18n.h"
#include "base/an-signal.h"
#include "ui/screentime/an-guard-text.h"
#include "ui/screentime/an-household.h"
#include "ui/screentime/an-rules-text.h"

#define ROWS_AT_ONCE 3

/**
 * AnChildrenPage:
 *
 * Emits `chosen (index)` for rules kept in the window, `managed-chosen (uid)` for those the guard
 * holds, `add-wanted`, `requests-wanted` and `guard-wanted`.
 */
struct _AnChildrenPage {
  AdwBin parent;

  AnFamily *family;   /* (owned) (nullable) */
  guint more_id;      /* source, 0 = none: rows are still to come */
  GPtrArray *rows;    /* (owned) of GtkWidget, not owned: of the drafts */
  GPtrArray *managed; /* (owned) of GtkWidget, not owned: of the guard's children */
  GArray *uids;       /* (owned) of guint32, as @managed will be */
  GtkStack *stack;
  GtkWidget *notes;
  GtkWidget *guard_row;
  AdwActionRow *requests_row;
  AdwPreferencesGroup *managed_list;
  AdwPreferencesGroup *list;
  GtkLabel *detail;
};

enum {
  SIGNAL_CHOSEN,
  SIGNAL_MANAGED_CHOSEN,
  SIGNAL_ADD_WANTED,
  SIGNAL_REQUESTS_WANTED,
  SIGNAL_GUARD_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnChildrenPage, an_children_page, ADW_TYPE_BIN)

static void
on_add_clicked (AnChildrenPage *self)
{
  g_signal_emit (self, signals[SIGNAL_ADD_WANTED], 0);
}

static void
on_row_activated (AnChildrenPage *self, GtkWidget *row)
{
  guint index;

  if (g_ptr_array_find (self->rows, row, &index))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, index);
}

static void
on_managed_activated (AnChildrenPage *self, GtkWidget *row)
{
  guint index;

  if (g_ptr_array_find (self->managed, row, &index))
    g_signal_emit (self,
                   signals[SIGNAL_MANAGED_CHOSEN],
                   0,
                   g_array_index (self->uids, guint32, index));
}

static void
on_requests_activated (AnChildrenPage *self)
{
  g_signal_emit (self, signals[SIGNAL_REQUESTS_WANTED], 0);
}

static void
on_guard_activated (AnChildrenPage *self)
{
  g_signal_emit (self, signals[SIGNAL_GUARD_WANTED], 0);
}

static GtkWidget *
create_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle,
                                  -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE,
                                           "icon-name",
                                           "go-next-symbolic",
                                           "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  return row;
}

static void
add_row (AnChildrenPage *self, AnRulesDraft *draft, int year)
{
  g_autofree char *name = an_children_page_name_with_age (draft, year);
  g_autofree char *week = an_rules_text_week (draft);
  GtkWidget *row =
      create_row (name,
                  an_rules_draft_is_enabled (draft) ? week : _ ("The rules are switched off"));

  g_signal_connect_swapped (row, "activated", G_CALLBACK (on_row_activated), self);
  adw_preferences_group_add (self->list, row);
  g_ptr_array_add (self->rows, row);
}

/* “45 phút · đang dùng từ 18:20 · hết lúc 19:30, …” */
static char *
describe (AnFamily *family, const AnGuardEntry *entry)
{
  const AnGuardStatus *status = an_family_get_status (family, entry->uid);
  g_autofree char *left = NULL, *state = NULL, *until = NULL;

  if (!entry->enabled)
    return g_strdup (_ ("The rules are switched off"));
  if (status == NULL)
    return g_strdup ("");
  left = an_guard_text_left (status);
  state = an_guard_text_state (status);
  until = an_guard_text_until (status, FALSE);
  return g_strdup_printf ("%s · %s\n%s", left, state, until);
}

static void
update_managed_row (AnFamily *family, const AnGuardEntry *entry, GtkWidget *row)
{
  g_autofree char *text = describe (family, entry);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text,
                                  -1);
}

static gboolean
has_same_children (AnChildrenPage *self, GPtrArray *entries)
{
  if (entries->len != self->uids->len)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (((AnGuardEntry *) entries->pdata[i])->uid != g_array_index (self->uids, guint32, i))
      return FALSE;
  return TRUE;
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/* A few more of the children that have no row yet. */
static void
add_managed_rows (AnChildrenPage *self)
{
  GPtrArray *entries = an_family_get_entries (self->family);

  for (guint n = 0; n < ROWS_AT_ONCE && self->managed->len < entries->len; n++) {
    const AnGuardEntry *entry = entries->pdata[self->managed->len];
    GtkWidget *row = create_row (an_family_get_name (entry), "");

    update_managed_row (self->family, entry, row);
    g_signal_connect_swapped (row, "activated", G_CALLBACK (on_managed_activated), self);
    adw_preferences_group_add (self->managed_list, row);
    g_ptr_array_add (self->managed, row);
  }
}

static gboolean
on_more_rows (gpointer user_data)
{
  AnChildrenPage *self = user_data;

  add_managed_rows (self);
  if (self->managed->len < self->uids->len)
    return G_SOURCE_CONTINUE;
  self->more_id = 0;
  return G_SOURCE_REMOVE;
}

/* Rows stay while the children do: whoever is on one by keyboard stays there. Of many children
 * the rows come a few at a time, so that no frame waits for all of them. */
static void
show_managed (AnChildrenPage *self, AnFamily *family)
{
  GPtrArray *entries = an_family_get_entries (family);

  g_set_object (&self->family, family);
  if (!has_same_children (self, entries)) {
    clear_rows (self->managed_list, self->managed);
    g_array_set_size (self->uids, 0);
    for (guint i = 0; i < entries->len; i++)
      g_array_append_val (self->uids, ((AnGuardEntry *) entries->pdata[i])->uid);
    add_managed_rows (self);
    g_clear_handle_id (&self->more_id, g_source_remove);
    if (self->managed->len < entries->len)
      self->more_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_more_rows, self, NULL);
  }
  for (guint i = 0; i < self->managed->len; i++)
    update_managed_row (family, entries->pdata[i], self->managed->pdata[i]);
}

static void
an_children_page_dispose (GObject *object)
{
  AnChildrenPage *self = AN_CHILDREN_PAGE (object);

  g_clear_handle_id (&self->more_id, g_source_remove);
  g_clear_object (&self->family);
  G_OBJECT_CLASS (an_children_page_parent_class)->dispose (object);
}

static void
an_children_page_finalize (GObject *object)
{
  AnChildrenPage *self = AN_CHILDREN_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->managed);
  g_array_unref (self->uids);
  G_OBJECT_CLASS (an_children_page_parent_class)->finalize (object);
}

static void
an_children_page_class_init (AnChildrenPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_children_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_children_page_finalize;
  signals[SIGNAL_CHOSEN] = an_signal_new (G_TYPE_FROM_CLASS (klass), "chosen", 1, G_TYPE_UINT);
  signals[SIGNAL_MANAGED_CHOSEN] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "managed-chosen", 1, G_TYPE_UINT);
  signals[SIGNAL_ADD_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "add-wanted", 0);
  signals[SIGNAL_REQUESTS_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "requests-wanted", 0);
  signals[SIGNAL_GUARD_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "guard-wanted", 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-children-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnChildrenPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AnChildrenPage, notes);
  gtk_widget_class_bind_template_child (widget_class, AnChildrenPage, guard_row);
  gtk_widget_class_bind_template_child (widget_class, AnChildrenPage, requests_row);
  gtk_widget_class_bind_template_child (widget_class, AnChildrenPage, managed_list);
  gtk_widget_class_bind_template_child (widget_class, AnChildrenPage, list);
  gtk_widget_class_bind_template_child (widget_class, AnChildrenPage, detail);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_requests_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_guard_activated);
}

static void
an_children_page_init (AnChildrenPage *self)
{
  self->rows = g_ptr_array_new ();
  self->managed = g_ptr_array_new ();
  self->uids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public */

GtkWidget *
an_children_page_new (void)
{
  return g_object_new (AN_TYPE_CHILDREN_PAGE, NULL);
}

/**
 * an_children_page_show:
 * @drafts: (element-type AnRulesDraft): what is kept in the window and not by the guard
 */
void
an_children_page_show (AnChildrenPage *self, AnFamily *family, GPtrArray *drafts)
{
  g_autoptr (GDateTime) now = an_household_get_now (an_family_get_client (family));
  gboolean is_ready = an_family_get_state (family) == AN_FAMILY_READY;
  guint n_managed = an_family_get_entries (family)->len;
  guint n_open = an_family_count_open (family, 0);
  g_autofree char *open = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "%u request waits for an answer",
                                                        "%u requests wait for an answer",
                                                        n_open),
                                           n_open);

  clear_rows (self->list, self->rows);
  for (guint i = 0; i < drafts->len; i++)
    add_row (self, g_ptr_array_index (drafts, i), g_date_time_get_year (now));
  show_managed (self, family);
  gtk_widget_set_visible (self->guard_row, an_family_get_state (family) == AN_FAMILY_ABSENT);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->requests_row), open);
  gtk_widget_set_visible (GTK_WIDGET (self->requests_row), is_ready && n_open > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->managed_list), n_managed > 0);
  adw_preferences_group_set_title (self->list,
                                   n_managed == 0
                                   ? _ ("Children")
                                   : drafts->len > 0
                                   ? _ ("Not handed over yet")
                                   : "");
  gtk_widget_set_visible (self->notes,
                          gtk_widget_get_visible (self->guard_row) ||
                              gtk_widget_get_visible (GTK_WIDGET (self->requests_row)));
  gtk_stack_set_visible_child_name (self->stack, drafts->len + n_managed > 0 ? "list" : "empty");
}

/* The vault does not answer: @detail is its message. */
void
an_children_page_show_problem (AnChildrenPage *self, const char *detail)
{
  gtk_label_set_label (self->detail, detail);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

/**
 * an_children_page_name_with_age:
 * @year: the present one
 *
 * Returns: (transfer full): “Bé An (9 tuổi)”, the name alone when the age is not known
 */
char *
an_children_page_name_with_age (AnRulesDraft *draft, int year)
{
  int birth_year = an_rules_draft_get_birth_year (draft);
  guint age = (guint) MAX (year - birth_year, 0);

  if (birth_year == 0)
    return g_strdup (an_rules_draft_get_name (draft));
  return g_strdup_printf (
      /* Translators: a child's name and age, such as “An (9 years)” */
      g_dngettext (GETTEXT_PACKAGE, "%s (%u year)", "%s (%u years)", age),
      an_rules_draft_get_name (draft),
      age);
}
