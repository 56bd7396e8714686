/* progress.c — shows the progress of long work on standard error
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/progress.h"

#include <math.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/cli/verb.h"

#define BAR_CELLS         20
#define BAR_INTERVAL_US   (G_USEC_PER_SEC / 10)
#define LINE_INTERVAL_US  (60 * (gint64) G_USEC_PER_SEC)
#define USUAL_COLUMNS     80
#define ERASE_LINE        "\r\033[K"

struct _HeedProgress
{
  gboolean is_terminal;
  gboolean is_shown;
  gint64   next_time_us;  /* monotonic */
};

/**
 * heed_progress_new:
 *
 * Returns: (transfer full): a progress that shows nothing yet
 */
HeedProgress *
heed_progress_new (void)
{
  HeedProgress *progress = g_new0 (HeedProgress, 1);

  progress->is_terminal = isatty (STDERR_FILENO);

  return progress;
}

void
heed_progress_free (HeedProgress *progress)
{
  heed_progress_hide (progress);
  g_free (progress);
}

static guint
count_columns (void)
{
  struct winsize size;

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;

  return USUAL_COLUMNS;
}

/**
 * heed_progress_format_bar:
 * @fraction: [0, 1], how much is done; not finite if not known
 * @text: text beside the bar
 * @n_columns: columns of the terminal
 *
 * Returns: (transfer full): the bar, cut to @n_columns
 */
char *
heed_progress_format_bar (double      fraction,
                          const char *text,
                          guint       n_columns)
{
  double known = isfinite (fraction) ? CLAMP (fraction, 0.0, 1.0) : 0.0;
  guint n_full = (guint) (known * BAR_CELLS + 0.5);
  g_autoptr(GString) bar = g_string_new ("[");

  for (guint i = 0; i < BAR_CELLS; i++)
    g_string_append_c (bar, i < n_full ? '#' : '.');
  g_string_append_printf (bar, "] %3.0f %%  %s", 100.0 * known, text);

  return g_utf8_substring (bar->str, 0, MIN (n_columns, g_utf8_strlen (bar->str, -1)));
}

/**
 * heed_progress_format_seconds:
 * @seconds: a duration
 *
 * Returns: (transfer full): hours, minutes and seconds; "?" if not known
 */
char *
heed_progress_format_seconds (double seconds)
{
  guint64 whole;

  if (!(seconds >= 0.0 && seconds < 1e9))
    return g_strdup ("?");

  whole = (guint64) (seconds + 0.5);

  return whole < 3600
         ? g_strdup_printf ("%u:%02u", (guint) (whole / 60), (guint) (whole % 60))
         : g_strdup_printf ("%u:%02u:%02u", (guint) (whole / 3600), (guint) (whole / 60 % 60),
                            (guint) (whole % 60));
}

/**
 * heed_progress_show:
 * @progress: the progress
 * @fraction: [0, 1], how much is done
 * @text: text beside the bar
 */
void
heed_progress_show (HeedProgress *progress,
                    double        fraction,
                    const char   *text)
{
  gint64 now_us = g_get_monotonic_time ();

  if (now_us < progress->next_time_us)
    return;

  if (progress->is_terminal)
    {
      g_autofree char *bar = heed_progress_format_bar (fraction, text, count_columns () - 1);

      progress->next_time_us = now_us + BAR_INTERVAL_US;
      progress->is_shown = TRUE;
      fprintf (stderr, ERASE_LINE "%s", bar);
    }
  else
    {
      progress->next_time_us = now_us + LINE_INTERVAL_US;
      fprintf (stderr, "%s: %.0f %%, %s\n", HEED_CLI_NAME, 100.0 * fraction, text);
    }

  fflush (stderr);
}

void
heed_progress_renew (HeedProgress *progress)
{
  progress->next_time_us = 0;
}

void
heed_progress_hide (HeedProgress *progress)
{
  if (!progress->is_shown)
    return;

  fputs (ERASE_LINE, stderr);
  fflush (stderr);
  progress->is_shown = FALSE;
  progress->next_time_us = 0;
}
