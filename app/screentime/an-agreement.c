// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The text of the family's agreement, and its PDF. */

#include "screentime/an-agreement.h"

#include "base/an-i18n.h"
#include "base/an-pdf.h"
#include "base/an-time.h"
#include "screentime/an-policy-words.h"

static const char *const child_promises[] = {
  N_ ("I save my work when the PC warns me, and stop when time is up."),
      N_ ("When I need more time I ask for it and say what for. I look for no way around the rules."),
          N_ ("I tell you when something on the Internet frightens me, hurts me or seems odd."),
              N_ ("I keep passwords, pictures, our address and my school to myself, and ask you before I make "
      "friends with strangers."),
          };

static const char *const parent_promises[] = {
  N_ ("We read no messages, mails or diaries of yours, and never look on in secret. An Nhi shows us "
      "how long the PC was used, and shows you the same."),
      N_ ("We answer when you ask for more time, and say why when we say no."),
          N_ ("When you tell us of something bad we listen first. We do not scold, and do not take the PC "
      "away because you told us."),
              N_ ("We keep to rules of our own: phones away at meals and at bedtime."),
                  N_ ("The way to 111 and to a report is always open to you, without asking us."),
                      N_ ("We talk about these rules again every term, and change them together."),
                  };

static void
free_block (gpointer data)
{
  AnAgreementBlock *block = data;

  g_free (block->text);
  g_free (block);
}

static void
add (AnAgreement *self, AnAgreementKind kind, const char *text)
{
  AnAgreementBlock *block = g_new0 (AnAgreementBlock, 1);

  block->kind = kind;
  block->text = g_strdup (text);
  g_ptr_array_add (self->blocks, block);
}

static void
add_items (AnAgreement *self, char *const *lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    add (self, AN_AGREEMENT_ITEM, lines[i]);
}

static void
add_promises (AnAgreement *self, const char *const *promises, gsize n_promises)
{
  for (gsize i = 0; i < n_promises; i++)
    add (self, AN_AGREEMENT_ITEM, _ (promises[i]));
}

static void
add_rules (AnAgreement *self, const AnPolicy *policy)
{
  g_auto (GStrv) week = an_policy_words_week (policy);
  g_auto (GStrv) special = an_policy_words_special (policy);
  g_auto (GStrv) manners = an_policy_words_manners (policy);

  add (self, AN_AGREEMENT_HEADING, _ ("When the PC may be used"));
  add_items (self, week);
  add_items (self, special);
  if (!an_policy_is_enabled (policy))
    return;
  add (self, AN_AGREEMENT_HEADING, _ ("How the PC keeps to it"));
  add_items (self, manners);
}

/**
 * an_agreement_new:
 * @name: the child's
 * @today: the date that stands on it
 *
 * Returns: (transfer full): the agreement on @policy
 */
AnAgreement *
an_agreement_new (const AnPolicy *policy, const char *name, GDateTime *today)
{
  AnAgreement *self = g_new0 (AnAgreement, 1);
  g_autofree char *date = an_time_format_date (today);
  g_autofree char *about =
      /* Translators: a child's name, a date */
      g_strdup_printf (
          _ ("%s and parents made these rules together on %s. They hold for both sides "
                          "until the family writes them anew."),
             name,
             date);
  /* Translators: %s is a child's name */
  g_autofree char *child = g_strdup_printf (_ ("What %s promises"), name);

  self->blocks = g_ptr_array_new_with_free_func (free_block);
  add (self, AN_AGREEMENT_TITLE, _ ("Our family’s agreement on using the PC"));
  add (self, AN_AGREEMENT_TEXT, about);
  add_rules (self, policy);
  add (self, AN_AGREEMENT_HEADING, child);
  add_promises (self, child_promises, G_N_ELEMENTS (child_promises));
  add (self, AN_AGREEMENT_PAGE_BREAK, "");
  add (self, AN_AGREEMENT_HEADING, _ ("What the parents promise"));
  add_promises (self, parent_promises, G_N_ELEMENTS (parent_promises));
  add (self, AN_AGREEMENT_SIGNERS, name);
  add (self, AN_AGREEMENT_SIGNERS, C_ ("signature", "Parents"));
  return self;
}

void
an_agreement_free (AnAgreement *self)
{
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static void
write_block (AnPdf *pdf, const AnAgreementBlock *block)
{
  g_autofree char *item = NULL;

  switch (block->kind) {
  case AN_AGREEMENT_TITLE:
    an_pdf_add_heading (pdf, block->text);
    break;
  case AN_AGREEMENT_HEADING:
    an_pdf_add_subheading (pdf, block->text);
    break;
  case AN_AGREEMENT_ITEM:
    item = g_strconcat ("•  ", block->text, NULL);
    an_pdf_add_paragraph (pdf, item);
    break;
  case AN_AGREEMENT_TEXT:
    an_pdf_add_paragraph (pdf, block->text);
    break;
  case AN_AGREEMENT_PAGE_BREAK:
    an_pdf_add_page_break (pdf);
    break;
  case AN_AGREEMENT_SIGNERS:
  default:
    break;
  }
}

/**
 * an_agreement_write_pdf:
 *
 * Writes it at @path; may run in any thread.
 */
gboolean
an_agreement_write_pdf (const AnAgreement *self, const char *path, GError **error)
{
  const AnAgreementBlock *first = g_ptr_array_index (self->blocks, 0);
  g_autoptr (AnPdf) pdf = an_pdf_new (path, first->text, error);
  g_autoptr (GPtrArray) signers = g_ptr_array_new ();

  if (pdf == NULL)
    return FALSE;
  for (guint i = 0; i < self->blocks->len; i++) {
    const AnAgreementBlock *block = g_ptr_array_index (self->blocks, i);

    write_block (pdf, block);
    if (block->kind == AN_AGREEMENT_SIGNERS)
      g_ptr_array_add (signers, block->text);
  }
  g_ptr_array_add (signers, NULL);
  an_pdf_add_signatures (pdf, (const char *const *) signers->pdata);
  return an_pdf_finish (pdf, error);
}
