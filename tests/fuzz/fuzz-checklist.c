// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Bytes as a checklist; one that is taken must also be reviewed. */

#include "fuzz.h"
#include "privacy/an-review.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnChecklist) list = an_checklist_new_from_data ((const char *) data, size, &error);
  g_autoptr (AnReview) review = NULL;

  g_assert_true ((list == NULL) == (error != NULL));
  if (list != NULL)
    review = an_review_new (list, NULL, NULL);
  return 0;
}
