// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* first-map PROGRAM [ARGUMENT…]: milliseconds from starting a program to its first window, and its
 * proportional memory in MB a second later. */

#include <X11/Xlib.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* Helper windows are small. */
static int
is_window (Display *display, Window window)
{
  XWindowAttributes attributes;

  return XGetWindowAttributes (display, window, &attributes) && attributes.width > 100;
}

/* Proportional set size in kB, 0 if unknown. */
static long
read_pss (pid_t process)
{
  char path[64], line[128];
  long pss = 0;
  FILE *file;

  snprintf (path, sizeof path, "/proc/%d/smaps_rollup", (int) process);
  file = fopen (path, "r");
  while (file != NULL && pss == 0 && fgets (line, sizeof line, file) != NULL)
    sscanf (line, "Pss: %ld", &pss);
  if (file != NULL)
    fclose (file);
  return pss;
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  double started, taken;
  XEvent event;
  pid_t child;

  if (argc < 2 || display == NULL)
    return 2;
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);
  started = now_ms ();
  child = fork ();
  if (child == 0) {
    execvp (argv[1], argv + 1);
    _exit (127);
  }
  do
    XNextEvent (display, &event);
  while (event.type != MapNotify || !is_window (display, event.xmap.window));
  taken = now_ms () - started;
  sleep (1);
  printf ("%.1f %.1f\n", taken, (double) read_pss (child) / 1024);
  kill (child, SIGTERM);
  waitpid (child, NULL, 0);
  return 0;
}
