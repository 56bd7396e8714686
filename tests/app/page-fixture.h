/* page-fixture.h — the Translate page with a bundled model, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"
#include "ui/heatmap.h"

G_BEGIN_DECLS

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  GtkWidget        *window;
  GtkWidget        *page;
  HeedHeatmap      *heatmap;  /* owned by the page */
} PageFixture;

/* The sentence has been read when set_up returns. */
void     page_fixture_set_up          (PageFixture *fixture,
                                       const char  *model_file,
                                       const char  *sentence);
void     page_fixture_tear_down       (PageFixture *fixture);

/* Iterate the main loop: settle until everything is decoded and
 * drawn, wait_for_frames only until it is drawn. */
void     page_fixture_settle          (PageFixture *fixture);
void     page_fixture_wait_for_frames (PageFixture *fixture);

/* Activates an action of the page that takes no parameter, then settles. */
void     page_fixture_act             (PageFixture *fixture,
                                       const char  *action);

/* Whether a mapped label contains these words, in its text or in its markup. */
gboolean page_fixture_says            (PageFixture *fixture,
                                       const char  *words);

G_END_DECLS
