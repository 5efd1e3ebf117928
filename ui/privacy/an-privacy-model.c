// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* State of the privacy room. Knows no widget; the libraries under app/privacy do the work. */

#include "ui/privacy/an-privacy-model.h"

#include "base/an-signal.h"
#include "privacy/an-account.h"
#include "privacy/an-check-memory.h"

/* Whoever comes back to the window sooner has just seen it. */
#define OLD_AFTER (60 * G_TIME_SPAN_SECOND)

struct _AnPrivacyModel {
  GObject parent;

  AnStore *store;            /* (owned) */
  GCancellable *cancellable; /* (owned) of everything under way */
  gboolean is_example;

  AnPrivacyContent *content; /* (owned) (nullable) until it is loaded */
  guint list_index;
  guint person_index;

  AnProgress *progress;   /* (owned) (nullable) when it cannot be read */
  char *progress_problem; /* (owned) (nullable) translated */
  GHashTable *results;    /* (owned) (nullable) until the first checks have ended */
  AnReview *review;       /* (owned) (nullable) */
  GCancellable *check;    /* (owned) (nullable) of the checks under way */
  GDateTime *checked_at;  /* (owned) (nullable) */
  char **fallen;          /* (owned) (nullable): ids of checks that were fine once */
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnPrivacyModel, an_privacy_model, G_TYPE_OBJECT)

/* Content */

/**
 * an_privacy_content_read:
 * @directory: (nullable): files beside the built-in lists
 *
 * Blocks on reading files; for a worker thread.
 */
AnPrivacyContent *
an_privacy_content_read (const char *directory)
{
  AnPrivacyContent *self = g_new0 (AnPrivacyContent, 1);
  g_autoptr (AnCheckContext) context = an_check_context_new (NULL, NULL);

  self->lists = an_checklist_load_all (directory, 0, &self->warnings);
  self->people = an_account_list_people (context);
  return self;
}

void
an_privacy_content_free (AnPrivacyContent *self)
{
  g_ptr_array_unref (self->lists);
  g_strfreev (self->people);
  g_strfreev (self->warnings);
  g_free (self);
}

/* Helpers */

static void
update (AnPrivacyModel *self)
{
  const AnChecklist *list = an_privacy_model_get_list (self);

  g_clear_pointer (&self->review, an_review_free);
  if (list != NULL)
    self->review = an_review_new (list, self->results, self->progress);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The list this person looked at last, or the first. */
static void
restore_list (AnPrivacyModel *self)
{
  const char *wanted = self->progress != NULL ? an_progress_get_list (self->progress) : NULL;

  self->list_index = 0;
  for (guint i = 0; i < self->content->lists->len; i++)
    if (g_strcmp0 (an_checklist_get_id (self->content->lists->pdata[i]), wanted) == 0)
      self->list_index = i;
}

static void
load_progress (AnPrivacyModel *self)
{
  AnVault *vault = an_store_get_vault (self->store);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->progress, an_progress_free);
  g_clear_pointer (&self->progress_problem, g_free);
  if (vault == NULL)
    return;
  self->progress = an_progress_load (vault, an_privacy_model_get_person (self), &error);
  if (self->progress == NULL)
    self->progress_problem = g_strdup (error->message);
}

static void
remember_results (AnPrivacyModel *self)
{
  g_autoptr (AnCheckContext) context =
      an_check_context_new (NULL, an_privacy_model_get_person (self));

  g_clear_pointer (&self->checked_at, g_date_time_unref);
  self->checked_at = g_date_time_new_now_local ();
  g_clear_pointer (&self->fallen, g_strfreev);
  self->fallen = an_check_memory_update (context, self->results, self->checked_at);
}

static void
on_check_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AnPrivacyModel) self = user_data;
  g_autoptr (GError) error = NULL;
  GHashTable *results = an_check_run_finish (result, &error);

  /* Nothing else can go wrong, and whoever cancelled has started anew or is gone. */
  if (results == NULL)
    return;
  g_clear_pointer (&self->results, g_hash_table_unref);
  self->results = results;
  g_clear_object (&self->check);
  remember_results (self);
  update (self);
}

static void
run_checks (AnPrivacyModel *self)
{
  const AnChecklist *list = an_privacy_model_get_list (self);
  g_autoptr (AnCheckContext) context =
      an_check_context_new (NULL, an_privacy_model_get_person (self));
  g_auto (GStrv) ids = NULL;

  if (list == NULL || self->is_example)
    return;
  g_cancellable_cancel (self->check);
  g_clear_object (&self->check);
  self->check = g_cancellable_new ();
  ids = an_checklist_list_checks (list);
  an_check_run_async (context,
                      (const char *const *) ids,
                      self->check,
                      on_check_run_ready,
                      g_object_ref (self));
}

static void
take_content (AnPrivacyModel *self, AnPrivacyContent *content)
{
  self->content = content;
  load_progress (self);
  restore_list (self);
  run_checks (self);
  update (self);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task,
                         an_privacy_content_read (AN_CHECKLIST_CONTENT_DIR),
                         (GDestroyNotify) an_privacy_content_free);
}

static void
on_content_read_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  AnPrivacyContent *content = g_task_propagate_pointer (G_TASK (result), &error);

  if (content != NULL)
    take_content (AN_PRIVACY_MODEL (source), content);
}

/* Object */

static void
an_privacy_model_dispose (GObject *object)
{
  AnPrivacyModel *self = AN_PRIVACY_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->check);
  g_clear_object (&self->check);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (an_privacy_model_parent_class)->dispose (object);
}

static void
an_privacy_model_finalize (GObject *object)
{
  AnPrivacyModel *self = AN_PRIVACY_MODEL (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->content, an_privacy_content_free);
  g_clear_pointer (&self->progress, an_progress_free);
  g_free (self->progress_problem);
  g_clear_pointer (&self->results, g_hash_table_unref);
  g_clear_pointer (&self->review, an_review_free);
  g_clear_pointer (&self->checked_at, g_date_time_unref);
  g_strfreev (self->fallen);
  G_OBJECT_CLASS (an_privacy_model_parent_class)->finalize (object);
}

static void
an_privacy_model_class_init (AnPrivacyModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = an_privacy_model_dispose;
  object_class->finalize = an_privacy_model_finalize;

  signals[SIGNAL_CHANGED] = an_signal_new (G_TYPE_FROM_CLASS (klass), "changed", 0);
}

static void
an_privacy_model_init (AnPrivacyModel *self)
{
  self->cancellable = g_cancellable_new ();
}

/* Public */

/**
 * an_privacy_model_new:
 *
 * Reads nothing before an_privacy_model_start().
 */
AnPrivacyModel *
an_privacy_model_new (AnStore *store)
{
  AnPrivacyModel *self = g_object_new (AN_TYPE_PRIVACY_MODEL, NULL);

  self->store = g_object_ref (store);
  return self;
}

/**
 * an_privacy_model_new_for_example:
 * @content: (transfer full) (nullable): %NULL: never loaded
 * @results: (transfer full) (nullable): what the checks shall have answered; none is run
 */
AnPrivacyModel *
an_privacy_model_new_for_example (AnStore *store, AnPrivacyContent *content, GHashTable *results)
{
  AnPrivacyModel *self = an_privacy_model_new (store);

  self->is_example = TRUE;
  self->results = results;
  if (results != NULL)
    self->checked_at = g_date_time_new_local (2026, 11, 25, 19, 30, 0);
  if (content != NULL)
    take_content (self, content);
  return self;
}

void
an_privacy_model_start (AnPrivacyModel *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->is_example || self->content != NULL)
    return;
  task = g_task_new (self, self->cancellable, on_content_read_ready, NULL);
  g_task_set_source_tag (task, an_privacy_model_start);
  g_task_run_in_thread (task, read_in_thread);
}

gboolean
an_privacy_model_is_loaded (AnPrivacyModel *self)
{
  return self->content != NULL;
}

const AnPrivacyContent *
an_privacy_model_get_content (AnPrivacyModel *self)
{
  return self->content;
}

/**
 * an_privacy_model_get_progress_problem:
 *
 * Returns: (nullable): why nothing can be ticked off
 */
const char *
an_privacy_model_get_progress_problem (AnPrivacyModel *self)
{
  return self->progress_problem;
}

const AnChecklist *
an_privacy_model_get_list (AnPrivacyModel *self)
{
  if (self->content == NULL || self->list_index >= self->content->lists->len)
    return NULL;
  return g_ptr_array_index (self->content->lists, self->list_index);
}

void
an_privacy_model_select_list (AnPrivacyModel *self, guint index)
{
  g_autoptr (GError) error = NULL;

  if (self->content == NULL || index >= self->content->lists->len || index == self->list_index)
    return;
  self->list_index = index;
  if (self->progress != NULL &&
      !an_progress_set_list (self->progress,
                             an_checklist_get_id (an_privacy_model_get_list (self)),
                             &error))
    g_message ("the chosen list is not remembered: %s", error->message);
  run_checks (self);
  update (self);
}

/**
 * an_privacy_model_get_person:
 *
 * Returns: (nullable): name of the account that is looked at
 */
const char *
an_privacy_model_get_person (AnPrivacyModel *self)
{
  return self->content != NULL ? self->content->people[self->person_index] : NULL;
}

void
an_privacy_model_select_person (AnPrivacyModel *self, guint index)
{
  if (self->content == NULL || index >= g_strv_length (self->content->people) ||
      index == self->person_index)
    return;
  self->person_index = index;
  g_clear_pointer (&self->fallen, g_strfreev);
  if (!self->is_example)
    g_clear_pointer (&self->results, g_hash_table_unref);
  load_progress (self);
  restore_list (self);
  run_checks (self);
  update (self);
}

const AnReview *
an_privacy_model_get_review (AnPrivacyModel *self)
{
  return self->review;
}

/**
 * an_privacy_model_get_result:
 *
 * Returns: (nullable): what this PC found on @item
 */
const AnCheckResult *
an_privacy_model_get_result (AnPrivacyModel *self, const AnChecklistItem *item)
{
  if (item->check == NULL || self->results == NULL)
    return NULL;
  return g_hash_table_lookup (self->results, item->check);
}

AnItemStatus
an_privacy_model_get_status (AnPrivacyModel *self, const AnChecklistItem *item)
{
  return an_review_item (item,
                         an_privacy_model_get_result (self, item),
                         an_privacy_model_is_done (self, item));
}

gboolean
an_privacy_model_is_done (AnPrivacyModel *self, const AnChecklistItem *item)
{
  return self->progress != NULL &&
         an_progress_is_done (self->progress,
                              an_checklist_get_id (an_privacy_model_get_list (self)),
                              item->id);
}

gboolean
an_privacy_model_set_done (AnPrivacyModel *self,
                           const AnChecklistItem *item,
                           gboolean done,
                           GError **error)
{
  if (self->progress == NULL) {
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_FAILED,
                         self->progress_problem != NULL ? self->progress_problem : "");
    return FALSE;
  }
  if (!an_progress_set_done (self->progress,
                             an_checklist_get_id (an_privacy_model_get_list (self)),
                             item->id,
                             done,
                             error))
    return FALSE;
  update (self);
  return TRUE;
}

/**
 * an_privacy_model_forget_progress:
 *
 * Begins with nothing ticked off where the record cannot be read; the first tick writes over it.
 */
void
an_privacy_model_forget_progress (AnPrivacyModel *self)
{
  AnVault *vault = an_store_get_vault (self->store);

  if (vault == NULL || self->progress != NULL)
    return;
  self->progress = an_progress_new (vault, an_privacy_model_get_person (self));
  g_clear_pointer (&self->progress_problem, g_free);
  update (self);
}

gboolean
an_privacy_model_is_checking (AnPrivacyModel *self)
{
  return self->check != NULL;
}

/**
 * an_privacy_model_get_checked_at:
 *
 * Returns: (transfer none) (nullable): when the checks last ended
 */
GDateTime *
an_privacy_model_get_checked_at (AnPrivacyModel *self)
{
  return self->checked_at;
}

void
an_privacy_model_check_again (AnPrivacyModel *self)
{
  run_checks (self);
  update (self);
}

const char *const *
an_privacy_model_get_fallen (AnPrivacyModel *self)
{
  static const char *const none[] = { NULL };

  return self->fallen != NULL ? (const char *const *) self->fallen : none;
}

/**
 * an_privacy_model_check_if_old:
 *
 * For when somebody comes back to the window: a setting may have been changed meanwhile.
 */
void
an_privacy_model_check_if_old (AnPrivacyModel *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (self->checked_at != NULL && self->check == NULL &&
      g_date_time_difference (now, self->checked_at) >= OLD_AFTER)
    an_privacy_model_check_again (self);
}
