// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Who is signed in: cookies, time-outs, and what a session was granted. */

#include "intake/an-session.h"

#include <sodium.h>
#include <string.h>

#define COOKIE_BYTES 32
#define MAX_COOKIES 4096        /* characters of the header */
#define MAX_SESSIONS_A_PERSON 4 /* the one that rested longest goes */

struct _AnSessions {
  GPtrArray *all; /* (owned) of AnSession: few, and compared in constant time */
  gint64 idle_usec;
};

/* Helpers */

static void
clear (gpointer data)
{
  AnSession *self = data;

  an_staff_free (self->staff);
  g_hash_table_unref (self->granted);
  sodium_memzero (self->new_totp, sizeof self->new_totp);
  sodium_memzero (self->csrf, sizeof self->csrf);
}

/* (transfer full): 32 random bytes as text */
static char *
make_token (void)
{
  guint8 bytes[COOKIE_BYTES];
  char text[sodium_base64_ENCODED_LEN (COOKIE_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text,
                     sizeof text,
                     bytes,
                     sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return g_strdup (text);
}

static void
hash_cookie (const char *cookie, guint8 id[32])
{
  crypto_hash_sha256 (id, (const guint8 *) cookie, strlen (cookie));
}

/* (transfer full) (nullable): our cookie among all that the browser sent */
static char *
pick_cookie (const char *cookies)
{
  g_auto (GStrv) parts = NULL;

  if (cookies == NULL || strlen (cookies) > MAX_COOKIES)
    return NULL;
  parts = g_strsplit (cookies, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    const char *part = g_strstrip (parts[i]);

    if (g_str_has_prefix (part, AN_SESSION_COOKIE "="))
      return g_strdup (part + strlen (AN_SESSION_COOKIE "="));
  }
  return NULL;
}

static gboolean
is_over (AnSessions *self, const AnSession *session, gint64 now)
{
  return now >= session->used + self->idle_usec ||
         now >= session->begun + AN_SESSION_MAX_SECONDS * G_USEC_PER_SEC;
}

static void
make_room (AnSessions *self, const char *name)
{
  AnSession *oldest = NULL;
  guint n = 0;

  for (guint i = 0; i < self->all->len; i++) {
    AnSession *session = g_ptr_array_index (self->all, i);

    if (!g_str_equal (session->staff->name, name))
      continue;
    n++;
    if (oldest == NULL || session->used < oldest->used)
      oldest = session;
  }
  if (n >= MAX_SESSIONS_A_PERSON)
    an_sessions_remove (self, oldest);
}

/* Public */

AnSession *
an_session_ref (AnSession *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
an_session_unref (AnSession *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

void
an_session_grant (AnSession *self, const char *report, const char *evidence, gint64 now)
{
  gint64 until = now + AN_SESSION_GRANT_SECONDS * G_USEC_PER_SEC;

  g_hash_table_insert (self->granted,
                       g_strdup_printf ("%s/%s", report, evidence),
                       g_memdup2 (&until, sizeof until));
}

gboolean
an_session_is_granted (AnSession *self, const char *report, const char *evidence, gint64 now)
{
  g_autofree char *name = g_strdup_printf ("%s/%s", report, evidence);
  const gint64 *until = g_hash_table_lookup (self->granted, name);

  return until != NULL && now < *until;
}

/**
 * an_sessions_new:
 * @idle_seconds: a session in which nothing is done ends
 */
AnSessions *
an_sessions_new (guint idle_seconds)
{
  AnSessions *self = g_new0 (AnSessions, 1);

  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) an_session_unref);
  self->idle_usec = (gint64) idle_seconds * G_USEC_PER_SEC;
  return self;
}

void
an_sessions_free (AnSessions *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->all);
  g_free (self);
}

/**
 * an_sessions_add:
 * @staff: (transfer full)
 * @cookie: (out): its value
 *
 * Returns: (transfer none)
 */
AnSession *
an_sessions_add (AnSessions *self, AnStaff *staff, gint64 now, char **cookie)
{
  AnSession *session = g_atomic_rc_box_new0 (AnSession);
  g_autofree char *csrf = make_token ();

  an_sessions_sweep (self, now);
  make_room (self, staff->name);
  *cookie = make_token ();
  hash_cookie (*cookie, session->id);
  g_strlcpy (session->csrf, csrf, sizeof session->csrf);
  session->staff = staff;
  session->has_totp = staff->has_totp;
  session->begun = session->used = now;
  session->granted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (self->all, session);
  return session;
}

/**
 * an_sessions_find:
 * @cookies: (nullable): header of the request
 *
 * Returns: (transfer none) (nullable): does not count as use
 */
AnSession *
an_sessions_find (AnSessions *self, const char *cookies, gint64 now)
{
  g_autofree char *cookie = pick_cookie (cookies);
  AnSession *found = NULL;
  guint8 id[32];

  if (cookie == NULL)
    return NULL;
  an_sessions_sweep (self, now);
  hash_cookie (cookie, id);
  for (guint i = 0; i < self->all->len; i++) {
    AnSession *session = g_ptr_array_index (self->all, i);

    if (sodium_memcmp (session->id, id, sizeof id) == 0)
      found = session;
  }
  return found;
}

void
an_sessions_remove (AnSessions *self, AnSession *session)
{
  g_ptr_array_remove (self->all, session);
}

/* Lets go of the keys of those whose time is over. */
/* Ends all sessions of @name. */
void
an_sessions_remove_person (AnSessions *self, const char *name)
{
  for (guint i = self->all->len; i-- > 0;) {
    AnSession *session = g_ptr_array_index (self->all, i);

    if (g_str_equal (session->staff->name, name))
      an_sessions_remove (self, session);
  }
}

guint
an_sessions_count (AnSessions *self)
{
  return self->all->len;
}

void
an_sessions_sweep (AnSessions *self, gint64 now)
{
  for (guint i = self->all->len; i > 0; i--)
    if (is_over (self, g_ptr_array_index (self->all, i - 1), now))
      g_ptr_array_remove_index (self->all, i - 1);
}

/* When it ends if nothing more is done in it. */
gint64
an_sessions_get_end (AnSessions *self, const AnSession *session)
{
  return MIN (session->used + self->idle_usec,
              session->begun + AN_SESSION_MAX_SECONDS * G_USEC_PER_SEC);
}
