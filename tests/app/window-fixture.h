/* window-fixture.h — a document and widgets around it, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"
#include "fake-engine.h"
#include "find-widget.h"

G_BEGIN_DECLS

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
} DocumentFixture;

/* @model_path is the path that the fake engine loads; NULL loads no model. */
void       document_fixture_set_up    (DocumentFixture  *fixture,
                                       const char       *model_path);
void       document_fixture_tear_down (DocumentFixture  *fixture);

/* Iterate the main loop until @document is in @state, or until @n_frames were drawn. */
void       wait_for_state             (HeedDocument     *document,
                                       HeedDocumentState state);
void       wait_for_frames            (GtkWidget        *widget,
                                       guint             n_frames);

/* Returns the target sentence so far, its tokens separated by spaces. */
char      *join_target                (HeedDocument     *document);

G_END_DECLS
