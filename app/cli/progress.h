/* progress.h — how far a long work has come, on standard error
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* On a terminal a bar that is drawn over; elsewhere now and then a line. */
typedef struct _HeedProgress HeedProgress;

HeedProgress *heed_progress_new    (void);
void          heed_progress_free   (HeedProgress *progress);

/* Cheap enough to be called after every small piece of work. */
void          heed_progress_show   (HeedProgress *progress,
                                    double        fraction,
                                    const char   *text);

/* What is shown next is shown at once, for it is about something else. */
void          heed_progress_renew  (HeedProgress *progress);

/* Takes the bar away, before something else is printed. */
void          heed_progress_hide   (HeedProgress *progress);

/* "1:02:03", or "?" for what nobody can know. */
char         *heed_progress_format_seconds (double seconds);

/* "[#####.....]  50 %  text", at most n_columns wide, for a terminal. */
char         *heed_progress_format_bar     (double      fraction,
                                            const char *text,
                                            guint       n_columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedProgress, heed_progress_free)

G_END_DECLS
