// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Reads what the guard left for the PAM module; see the header for the format. */

#include "base/an-verdict.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_LINE "annhi-verdict 1\n"
#define FNV_OFFSET UINT64_C (14695981039346656037)
#define FNV_PRIME UINT64_C (1099511628211)

/* The text of a file, NUL-terminated, to be freed; NULL with @result set. */
static char *
load (const char *path, size_t *length, AnVerdictResult *result)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat info;
  char *text = NULL;
  size_t got = 0;

  *result = AN_VERDICT_BROKEN;
  if (fd < 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      *result = AN_VERDICT_ABSENT;
    return NULL;
  }
  /* Whoever may change the file must be whoever may load the module: root, or the test's user. */
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) &&
      (info.st_uid == 0 || info.st_uid == geteuid ()) &&
      (info.st_mode & (S_IWGRP | S_IWOTH)) == 0 && info.st_size >= 0 &&
      info.st_size <= AN_VERDICT_MAX_BYTES)
    text = malloc (AN_VERDICT_MAX_BYTES + 2);
  while (text != NULL && got <= AN_VERDICT_MAX_BYTES) {
    ssize_t now = read (fd, text + got, AN_VERDICT_MAX_BYTES + 1 - got);

    if (now < 0 && errno == EINTR)
      continue;
    if (now <= 0)
      break;
    got += (size_t) now;
  }
  close (fd);
  if (text != NULL)
    text[got] = '\0';
  *length = got;
  return text;
}

static bool
read_number (const char **at, int64_t *number)
{
  char *end;
  long long value;

  if (**at != '-' && (**at < '0' || **at > '9'))
    return false;
  errno = 0;
  value = strtoll (*at, &end, 10);
  if (errno != 0 || end == *at || (*end != ' ' && *end != '\n'))
    return false;
  *number = value;
  *at = *end == ' ' ? end + 1 : end;
  return true;
}

/* Copies up to @stop or the end of the line; false when it does not fit. */
static bool
read_text (const char **at, char stop, char *text, size_t size)
{
  size_t length = 0;

  while ((*at)[length] != stop && (*at)[length] != '\n' && (*at)[length] != '\0')
    length++;
  if (length == 0 || length >= size)
    return false;
  memcpy (text, *at, length);
  text[length] = '\0';
  *at += length;
  if (**at == stop && stop != '\n')
    (*at)++;
  return true;
}

static bool
read_allow (const char *at, AnVerdictChild *child)
{
  AnVerdictInterval *interval = &child->intervals[child->n_intervals];

  if (child->n_intervals == AN_VERDICT_MAX_INTERVALS || !read_number (&at, &interval->from) ||
      !read_number (&at, &interval->until) ||
      !read_text (&at, '\n', interval->when, sizeof interval->when) ||
      interval->from >= interval->until)
    return false;
  if (child->n_intervals > 0 && interval[-1].until > interval->from)
    return false;
  child->n_intervals++;
  return true;
}

/* A “child” line; *mine says whether it is the one looked for. */
static bool
read_child (const char *at, const char *user, AnVerdictChild *child, bool *mine)
{
  char name[AN_VERDICT_MAX_TEXT];
  int64_t uid, runtime_max;

  if (!read_number (&at, &uid) || !read_text (&at, ' ', name, sizeof name) ||
      !read_number (&at, &runtime_max))
    return false;
  /* A uid that now carries another name is somebody else. */
  *mine = uid == (int64_t) child->uid && strcmp (name, user) == 0;
  if (*mine) {
    memcpy (child->user, name, sizeof name);
    child->runtime_max_seconds = runtime_max;
  }
  return true;
}

static bool
starts_with (const char *line, const char *word)
{
  return strncmp (line, word, strlen (word)) == 0;
}

/* All lines between the first and the last; false when one is not understood. */
static bool
read_lines (const char *line, const char *end, const char *user, AnVerdictChild *child, bool *found)
{
  bool mine = false, good = true;
  const char *at;

  *found = false;
  for (; good && line < end; line = strchr (line, '\n') + 1) {
    if (starts_with (line, "child ")) {
      good = read_child (line + strlen ("child "), user, child, &mine);
      *found = *found || mine;
    } else if (starts_with (line, "written ")) {
      at = line + strlen ("written ");
      good = read_number (&at, &child->written_realtime) &&
             read_number (&at, &child->written_boottime);
    } else if (starts_with (line, "allow ")) {
      good = !mine || read_allow (line + strlen ("allow "), child);
    } else if (starts_with (line, "refuse ")) {
      at = line + strlen ("refuse ");
      good = !mine || read_text (&at, '\n', child->refuse, sizeof child->refuse);
    } else {
      good = false;
    }
  }
  return good;
}

/* Where the “end” line begins if it is the last one and fits; NULL otherwise. */
static const char *
find_end (const char *text, size_t length)
{
  char expected[32];
  const char *end;
  size_t size;

  if (length < strlen (FIRST_LINE) || length > AN_VERDICT_MAX_BYTES ||
      memchr (text, '\0', length) != NULL || text[length - 1] != '\n' ||
      !starts_with (text, FIRST_LINE))
    return NULL;
  size = length - 1;
  while (size > 0 && text[size - 1] != '\n')
    size--;
  end = text + size;
  snprintf (expected, sizeof expected, "end %016" PRIx64 "\n", an_verdict_checksum (text, size));
  return strcmp (end, expected) == 0 ? end : NULL;
}

/* Whether a broken text still says that @uid is a child. */
static bool
is_mentioned (const char *text, uint32_t uid)
{
  char word[32];

  snprintf (word, sizeof word, "child %" PRIu32, uid);
  for (const char *hit = strstr (text, word); hit != NULL; hit = strstr (hit + 1, word))
    if (hit[strlen (word)] < '0' || hit[strlen (word)] > '9')
      return true;
  return false;
}

AnVerdictResult
an_verdict_read (const char *path, uint32_t uid, const char *user, AnVerdictChild *child)
{
  AnVerdictResult result;
  size_t length = 0;
  char *text = load (path, &length, &result);
  const char *end;
  bool found = false;

  memset (child, 0, sizeof *child);
  child->uid = uid;
  if (text == NULL)
    return result;
  end = find_end (text, length);
  if (end != NULL && read_lines (text + strlen (FIRST_LINE), end, user, child, &found))
    result = found ? AN_VERDICT_FOUND : AN_VERDICT_NOT_MANAGED;
  else
    result = is_mentioned (text, uid) ? AN_VERDICT_MENTIONED : AN_VERDICT_BROKEN;
  free (text);
  return result;
}

const AnVerdictInterval *
an_verdict_find (const AnVerdictChild *child, int64_t now, bool *allowed)
{
  *allowed = false;
  for (size_t i = 0; i < child->n_intervals; i++) {
    if (child->intervals[i].until <= now)
      continue;
    *allowed = child->intervals[i].from <= now;
    return &child->intervals[i];
  }
  return NULL;
}

uint64_t
an_verdict_checksum (const char *bytes, size_t length)
{
  uint64_t sum = FNV_OFFSET;

  for (size_t i = 0; i < length; i++)
    sum = (sum ^ (uint8_t) bytes[i]) * FNV_PRIME;
  return sum;
}
