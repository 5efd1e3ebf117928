// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The error domain of the client: a GError that also carries the seconds of Retry-After. */

#include "report/an-intake-answer.h"

/* GLib's macro for extended errors looks its private data up and hands it on unchecked. */
#pragma GCC diagnostic ignored "-Wnull-dereference"

typedef struct {
  int retry_after_seconds; /* -1: the answer did not say */
} AnIntakeErrorPrivate;

/* GLib's generated callers answer NULL for a foreign error, which never comes here; gcc 14 asks. */
static void
an_intake_error_private_init (AnIntakeErrorPrivate *priv)
{
  if (priv != NULL)
    priv->retry_after_seconds = -1;
}

static void
an_intake_error_private_copy (const AnIntakeErrorPrivate *from, AnIntakeErrorPrivate *to)
{
  if (from != NULL && to != NULL)
    to->retry_after_seconds = from->retry_after_seconds;
}

static void
an_intake_error_private_clear (AnIntakeErrorPrivate *priv)
{
  if (priv != NULL)
    priv->retry_after_seconds = -1;
}

G_DEFINE_EXTENDED_ERROR (AnIntakeError, an_intake_error)

/**
 * an_intake_error_get_retry_after:
 * @error: any error
 *
 * Returns: the seconds to wait, or -1 when the answer did not say
 */
int
an_intake_error_get_retry_after (const GError *error)
{
  AnIntakeErrorPrivate *priv;

  g_return_val_if_fail (error != NULL, -1);

  priv = error->domain == AN_INTAKE_ERROR ? an_intake_error_get_private (error) : NULL;
  return priv != NULL ? priv->retry_after_seconds : -1;
}

void
an_intake_error_set_retry_after (GError *error, int seconds)
{
  AnIntakeErrorPrivate *priv;

  g_return_if_fail (error != NULL && error->domain == AN_INTAKE_ERROR);

  priv = an_intake_error_get_private (error);
  if (priv != NULL)
    priv->retry_after_seconds = seconds;
}

void
an_intake_error_set (GError **error, AnIntakeError code, const char *message)
{
  g_set_error_literal (error, AN_INTAKE_ERROR, (int) code, message);
}
