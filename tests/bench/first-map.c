// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* first-map PROGRAM [ARGUMENT…]: milliseconds from starting a program to its first window. */

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

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  double started;
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
  printf ("%.1f\n", now_ms () - started);
  kill (child, SIGTERM);
  waitpid (child, NULL, 0);
  return 0;
}
