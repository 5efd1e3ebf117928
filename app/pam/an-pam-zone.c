// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The PC's standard-time offset, from the last line of /etc/localtime: “<+07>-7”, “CET-1CEST,…”. */

#include "pam/an-pam-zone.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define VIETNAM_SECONDS (7 * 3600)
#define MAX_RULE 128

/* The rule between the last two line breaks of the file. */
static bool
read_rule (const char *path, char rule[MAX_RULE])
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  off_t size = fd >= 0 ? lseek (fd, 0, SEEK_END) : -1;
  off_t from = size > MAX_RULE - 1 ? size - (MAX_RULE - 1) : 0;
  ssize_t got = -1;
  char *start;

  if (size > 0)
    got = pread (fd, rule, MAX_RULE - 1, from);
  if (fd >= 0)
    close (fd);
  if (got < 2 || rule[got - 1] != '\n')
    return false;
  rule[got - 1] = '\0';
  start = rule;
  for (ssize_t i = 0; i < got - 1; i++)
    if (rule[i] == '\n')
      start = rule + i + 1;
  memmove (rule, start, strlen (start) + 1);
  return true;
}

static int
read_part (const char **at)
{
  int number = 0;

  while (**at >= '0' && **at <= '9' && number < 1000)
    number = number * 10 + (*(*at)++ - '0');
  return number;
}

int
an_pam_zone_offset (const char *path)
{
  char rule[MAX_RULE];
  const char *at = rule;
  int seconds, sign = 1;

  if (!read_rule (path, rule))
    return VIETNAM_SECONDS;
  if (*at == '<')
    while (*at != '\0' && *at != '>')
      at++;
  while (*at != '\0' && *at != '-' && *at != '+' && (*at < '0' || *at > '9'))
    at++;
  if (*at == '\0')
    return VIETNAM_SECONDS;
  if (*at == '-' || *at == '+')
    sign = *at++ == '-' ? 1 : -1;
  else
    sign = -1;
  seconds = read_part (&at) * 3600;
  if (*at == ':') {
    at++;
    seconds += read_part (&at) * 60;
  }
  return seconds > 26 * 3600 ? VIETNAM_SECONDS : sign * seconds;
}
