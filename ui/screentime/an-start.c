// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The way through the questions, and the two calls at its end: rules to the guard, and what it
 * holds back again. What is asked is the pages'. */

#include "ui/screentime/an-start.h"

#include <string.h>

#include "base/an-i18n.h"
#include "base/an-json.h"
#include "base/an-signal.h"
#include "ui/screentime/an-guard-page.h"
#include "ui/screentime/an-guard-say.h"
#include "ui/screentime/an-rules-sync.h"
#include "ui/screentime/an-start-pages.h"

typedef enum {
  STEP_WHO,
  STEP_GUARD, /* only while there is none */
  STEP_ACCOUNT,
  STEP_USER, /* only for a new account */
  STEP_AGE,
  STEP_RULES,
  STEP_DONE,
  N_STEPS
} Step;

static const struct {
  const char *name;
  const char *question; /* untranslated */
  int number;           /* of the steps that are counted */
} steps[N_STEPS] = {
  { "who", N_ ("Welcome to An Nhi"), 1 },
    { "guard", N_ ("The time guard"), 1 },
      { "account", N_ ("Which account does your child use on this PC?"), 2 },
        { "user", N_ ("A new account for your child"), 2 },
          { "age", N_ ("How old is your child?"), 3 },
            { "rules", N_ ("When may the PC be used?"), 4 },
              { "done", N_ ("It holds now"), 5 },
            };
#define N_COUNTED 5

struct _AnStart {
  AdwBin parent;

  Step step;
  Step first; /* back ends here */
  gboolean is_busy;
  guint32 uid; /* of the child, 0 until it is chosen */
  char *name;  /* (owned) */

  AnFamily *family;          /* (owned) */
  GCancellable *cancellable; /* (owned) */

  AnStartWhoPage *who; /* (not owned), as the others */
  AnStartAccountPage *account;
  AnStartUserPage *user;
  AnStartAgePage *age;
  AnStartRulesPage *rules;
  AnStartDonePage *done;

  GtkLabel *step_label;
  GtkProgressBar *progress;
  GtkLabel *question;
  GtkStack *pages;
  GtkLabel *problem;
  GtkWidget *back_button;
  GtkWidget *aside_button;
  GtkButton *next_button;
};

enum {
  SIGNAL_FINISHED,
  SIGNAL_ASIDE,
  SIGNAL_DRAFT_WANTED,
  SIGNAL_RULES_WANTED,
  SIGNAL_AGREEMENT_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnStart, an_start, ADW_TYPE_BIN)

static gboolean
has_guard (AnStart *self)
{
  return an_family_get_state (self->family) == AN_FAMILY_READY;
}

static const char *
get_next_label (AnStart *self)
{
  if (self->step == STEP_WHO && !an_start_who_page_sets_rules (self->who))
    return C_ ("walk", "Done");
  switch (self->step) {
  case STEP_USER:
    return _ ("Make the account");
  case STEP_RULES:
    return _ ("Let these rules hold");
  case STEP_DONE:
    return C_ ("walk", "Done");
  case STEP_WHO:
  case STEP_GUARD:
  case STEP_ACCOUNT:
  case STEP_AGE:
  case N_STEPS:
  default:
    return _ ("Continue");
  }
}

static gboolean
can_go_on (AnStart *self)
{
  if (self->is_busy || self->step == STEP_GUARD)
    return FALSE;
  if (self->step == STEP_ACCOUNT)
    return an_start_account_page_is_complete (self->account);
  return self->step != STEP_USER || an_start_user_page_is_complete (self->user);
}

static void
update_buttons (AnStart *self)
{
  gboolean is_done = self->step == STEP_DONE;

  gtk_button_set_label (self->next_button, get_next_label (self));
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), self->step != STEP_GUARD);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), can_go_on (self));
  gtk_widget_set_visible (self->back_button, self->step != self->first && !is_done);
  gtk_widget_set_sensitive (self->back_button, !self->is_busy);
  gtk_widget_set_visible (self->aside_button, !is_done);
}

static void
show_problem (AnStart *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
show_step (AnStart *self, Step step)
{
  int n_before = self->first == STEP_WHO ? 0 : 1;
  int number = MAX (steps[step].number - n_before, 1);
  int total = N_COUNTED - n_before;
  /* Translators: the number of this question, and how many there are */
  g_autofree char *text = g_strdup_printf (_ ("Step %d of %d"), number, total);

  self->step = step;
  if (step == STEP_ACCOUNT)
    an_start_account_page_reload (self->account, self->uid);
  gtk_label_set_label (self->step_label, text);
  gtk_label_set_label (self->question, _ (steps[step].question));
  gtk_progress_bar_set_fraction (self->progress, (double) number / total);
  show_problem (self, NULL);
  gtk_stack_set_visible_child_name (self->pages, steps[step].name);
  update_buttons (self);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);
}

static void
set_busy (AnStart *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  update_buttons (self);
}

/* Without the guard the question about it comes first. */
static void
show_account (AnStart *self)
{
  show_step (self, has_guard (self) ? STEP_ACCOUNT : STEP_GUARD);
}

/* The end: rules to the guard and back */

/* What was answered so far is kept: the pages stay as they are. */
static void
tell (AnStart *self, const GError *error)
{
  g_autofree char *text = an_guard_say_describe (error);

  set_busy (self, FALSE);
  if (g_error_matches (error, AN_GUARD_CLIENT_ERROR, AN_GUARD_CLIENT_ERROR_ABSENT)) {
    show_step (self, STEP_GUARD);
    an_family_reload (self->family);
    return;
  }
  show_problem (self, text);
}

static void
on_read_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnStart) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      an_guard_client_get_policy_finish (AN_GUARD_CLIENT (source), result, &error);
  g_autoptr (AnPolicy) policy = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  policy = text != NULL ? an_rules_sync_parse (text, NULL, &error) : NULL;
  if (policy == NULL) {
    tell (self, error);
    return;
  }
  set_busy (self, FALSE);
  an_family_reload (self->family);
  an_start_done_page_show (self->done, self->name, policy);
  show_step (self, STEP_DONE);
}

static void
on_policy_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnStart) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_set = an_guard_client_set_policy_finish (AN_GUARD_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!is_set) {
    tell (self, error);
    return;
  }
  an_guard_client_get_policy_async (AN_GUARD_CLIENT (source),
                                    self->uid,
                                    self->cancellable,
                                    on_read_back,
                                    g_object_ref (self));
}

static void
hand_over (AnStart *self)
{
  g_autoptr (AnPolicy) policy = an_start_rules_page_build (self->rules);
  g_autoptr (JsonNode) document = NULL;
  g_autofree char *text = NULL;

  if (policy == NULL)
    return;
  if (an_family_find (self->family, self->uid) != NULL) {
    show_problem (self,
                  _ ("Somebody else has just set rules for this account. They hold; you find them "
                     "among the children."));
    return;
  }
  document = an_policy_to_json (policy);
  text = an_json_to_string (document, FALSE);
  show_problem (self, NULL);
  set_busy (self, TRUE);
  an_guard_client_set_policy_async (an_family_get_client (self->family),
                                    self->uid,
                                    text,
                                    self->cancellable,
                                    on_policy_set,
                                    g_object_ref (self));
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnStart) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_removed =
      an_guard_client_remove_child_finish (AN_GUARD_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!is_removed) {
    tell (self, error);
    return;
  }
  set_busy (self, FALSE);
  an_family_reload (self->family);
  show_step (self, STEP_RULES);
  an_guard_say (GTK_WIDGET (self), _ ("The rules are taken away. The account is as it was."));
}

static void
on_undo_wanted (AnStart *self)
{
  if (self->is_busy)
    return;
  set_busy (self, TRUE);
  an_guard_client_remove_child_async (an_family_get_client (self->family),
                                      self->uid,
                                      self->cancellable,
                                      on_removed,
                                      g_object_ref (self));
}

/* From page to page */

static void
take_child (AnStart *self, guint32 uid, const char *name)
{
  self->uid = uid;
  g_free (self->name);
  self->name = g_strdup (name);
}

static void
on_account_made (AnStart *self, guint uid, const char *name)
{
  take_child (self, uid, name);
  show_step (self, STEP_AGE);
}

static void
leave_account (AnStart *self)
{
  guint32 uid = an_start_account_page_get_uid (self->account);

  if (uid == 0) {
    show_step (self, STEP_USER);
    return;
  }
  take_child (self, uid, an_start_account_page_get_name (self->account));
  show_step (self, STEP_AGE);
}

static void
on_next_clicked (AnStart *self)
{
  if (!can_go_on (self))
    return;
  switch (self->step) {
  case STEP_WHO:
    if (an_start_who_page_sets_rules (self->who))
      show_account (self);
    else
      g_signal_emit (self, signals[SIGNAL_ASIDE], 0);
    break;
  case STEP_ACCOUNT:
    leave_account (self);
    break;
  case STEP_USER:
    an_start_user_page_make (self->user);
    break;
  case STEP_AGE:
    an_start_rules_page_set_age (self->rules, an_start_age_page_get_age (self->age));
    show_step (self, STEP_RULES);
    break;
  case STEP_RULES:
    hand_over (self);
    break;
  case STEP_DONE:
    g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
    break;
  case STEP_GUARD:
  case N_STEPS:
  default:
    break;
  }
}

static void
on_back_clicked (AnStart *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
on_aside_clicked (AnStart *self)
{
  g_signal_emit (self, signals[SIGNAL_ASIDE], 0);
}

static void
on_draft_wanted (AnStart *self)
{
  g_signal_emit (self, signals[SIGNAL_DRAFT_WANTED], 0);
}

static void
on_rules_wanted (AnStart *self)
{
  g_signal_emit (self, signals[SIGNAL_RULES_WANTED], 0, self->uid);
}

static void
on_agreement_wanted (AnStart *self)
{
  g_signal_emit (self, signals[SIGNAL_AGREEMENT_WANTED], 0, self->uid);
}

/* The guard that goes in between is missed on the pages that need it; it goes on by itself. */
static void
on_family_changed (AnStart *self)
{
  if (self->is_busy || an_family_get_state (self->family) == AN_FAMILY_ASKING)
    return;
  if (self->step == STEP_GUARD && has_guard (self))
    show_step (self, STEP_ACCOUNT);
  else if (self->step == STEP_ACCOUNT && !has_guard (self))
    show_step (self, STEP_GUARD);
}

/* Object */

static void
an_start_dispose (GObject *object)
{
  AnStart *self = AN_START (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->family);
  G_OBJECT_CLASS (an_start_parent_class)->dispose (object);
}

static void
an_start_finalize (GObject *object)
{
  AnStart *self = AN_START (object);

  g_object_unref (self->cancellable);
  g_free (self->name);
  G_OBJECT_CLASS (an_start_parent_class)->finalize (object);
}

static void
an_start_class_init (AnStartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = an_start_dispose;
  G_OBJECT_CLASS (klass)->finalize = an_start_finalize;
  signals[SIGNAL_FINISHED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "finished", 0);
  signals[SIGNAL_ASIDE] = an_signal_new (G_TYPE_FROM_CLASS (klass), "aside", 0);
  signals[SIGNAL_DRAFT_WANTED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "draft-wanted", 0);
  signals[SIGNAL_RULES_WANTED] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "rules-wanted", 1, G_TYPE_UINT);
  signals[SIGNAL_AGREEMENT_WANTED] =
      an_signal_new (G_TYPE_FROM_CLASS (klass), "agreement-wanted", 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/annhi/AnNhi/ui/screentime/an-start.ui");
  gtk_widget_class_bind_template_child (widget_class, AnStart, step_label);
  gtk_widget_class_bind_template_child (widget_class, AnStart, progress);
  gtk_widget_class_bind_template_child (widget_class, AnStart, question);
  gtk_widget_class_bind_template_child (widget_class, AnStart, pages);
  gtk_widget_class_bind_template_child (widget_class, AnStart, problem);
  gtk_widget_class_bind_template_child (widget_class, AnStart, back_button);
  gtk_widget_class_bind_template_child (widget_class, AnStart, aside_button);
  gtk_widget_class_bind_template_child (widget_class, AnStart, next_button);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_aside_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
}

static void
an_start_init (AnStart *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
add_page (AnStart *self, Step step, GtkWidget *page)
{
  gtk_stack_add_named (self->pages, page, steps[step].name);
  return page;
}

static void
connect (AnStart *self, gpointer page, const char *signal, GCallback callback)
{
  g_signal_connect_object (page, signal, callback, self, G_CONNECT_SWAPPED);
}

/* Public */

/**
 * an_start_new:
 * @presets: (element-type AnPreset)
 * @is_first: begin with language and who is asking
 */
GtkWidget *
an_start_new (AnFamily *family, GPtrArray *presets, gboolean is_first)
{
  AnStart *self = g_object_new (AN_TYPE_START, NULL);
  GtkWidget *guard = an_guard_page_new (family, TRUE);

  self->family = g_object_ref (family);
  self->first = is_first ? STEP_WHO : STEP_ACCOUNT;
  self->who = AN_START_WHO_PAGE (add_page (self, STEP_WHO, an_start_who_page_new ()));
  add_page (self, STEP_GUARD, guard);
  self->account =
      AN_START_ACCOUNT_PAGE (add_page (self, STEP_ACCOUNT, an_start_account_page_new (family)));
  self->user = AN_START_USER_PAGE (add_page (self, STEP_USER, an_start_user_page_new ()));
  self->age = AN_START_AGE_PAGE (add_page (self, STEP_AGE, an_start_age_page_new ()));
  self->rules =
      AN_START_RULES_PAGE (add_page (self, STEP_RULES, an_start_rules_page_new (presets)));
  self->done = AN_START_DONE_PAGE (add_page (self, STEP_DONE, an_start_done_page_new ()));
  connect (self, family, "changed", G_CALLBACK (on_family_changed));
  connect (self, guard, "aside", G_CALLBACK (on_draft_wanted));
  connect (self, self->who, "changed", G_CALLBACK (update_buttons));
  connect (self, self->account, "aside", G_CALLBACK (on_draft_wanted));
  connect (self, self->account, "changed", G_CALLBACK (update_buttons));
  connect (self, self->user, "changed", G_CALLBACK (update_buttons));
  connect (self, self->user, "made", G_CALLBACK (on_account_made));
  connect (self, self->done, "rules-wanted", G_CALLBACK (on_rules_wanted));
  connect (self, self->done, "agreement-wanted", G_CALLBACK (on_agreement_wanted));
  connect (self, self->done, "undo-wanted", G_CALLBACK (on_undo_wanted));
  if (is_first)
    show_step (self, STEP_WHO);
  else
    show_account (self);
  return GTK_WIDGET (self);
}

/* Returns: %FALSE on the first page, and on the last: there is nothing to go back to */
gboolean
an_start_go_back (AnStart *self)
{
  if (self->is_busy)
    return TRUE;
  switch (self->step) {
  case STEP_GUARD:
  case STEP_ACCOUNT:
    if (self->first != STEP_WHO)
      return FALSE;
    show_step (self, STEP_WHO);
    return TRUE;
  case STEP_USER:
  case STEP_AGE:
    show_account (self);
    return TRUE;
  case STEP_RULES:
    show_step (self, STEP_AGE);
    return TRUE;
  case STEP_WHO:
  case STEP_DONE:
  case N_STEPS:
  default:
    return FALSE;
  }
}
