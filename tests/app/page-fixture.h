/* page-fixture.h — the page Translate with a model that ships, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document.h"
#include "ui/heatmap.h"

G_BEGIN_DECLS

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  GtkWidget        *window;
  GtkWidget        *page;
  HeedHeatmap      *heatmap;  /* of the page */
} PageFixture;

/* The sentence was read when this returns. */
void     page_fixture_set_up          (PageFixture *fixture,
                                       const char  *model_file,
                                       const char  *sentence);
void     page_fixture_tear_down       (PageFixture *fixture);

/* Iterates the main loop until all is decoded and drawn, or only until it is drawn. */
void     page_fixture_settle          (PageFixture *fixture);
void     page_fixture_wait_for_frames (PageFixture *fixture);

/* An action of the page, which takes nothing. */
void     page_fixture_act             (PageFixture *fixture,
                                       const char  *action);

/* Whether a label that is seen has these words, or this markup. */
gboolean page_fixture_says            (PageFixture *fixture,
                                       const char  *words);

G_END_DECLS
