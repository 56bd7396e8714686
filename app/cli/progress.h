/* progress.h — shows the progress of long work on standard error
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* On a terminal, a bar that is redrawn; elsewhere, a line from time to time. */
typedef struct _HeedProgress HeedProgress;

HeedProgress *heed_progress_new    (void);
void          heed_progress_free   (HeedProgress *progress);

/* Cheap enough to be called after every small unit of work. */
void          heed_progress_show   (HeedProgress *progress,
                                    double        fraction,
                                    const char   *text);

/* Makes the next call show its text immediately, because it is about something else. */
void          heed_progress_renew  (HeedProgress *progress);

/* Removes the bar before something else is printed. */
void          heed_progress_hide   (HeedProgress *progress);

/* "1:02:03", or "?" if not known. */
char         *heed_progress_format_seconds (double seconds);

/* "[#####.....]  50 %  text", at most n_columns wide, for terminals. */
char         *heed_progress_format_bar     (double      fraction,
                                            const char *text,
                                            guint       n_columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedProgress, heed_progress_free)

G_END_DECLS
