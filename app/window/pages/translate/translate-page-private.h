/* translate-page-private.h — what the files of the page Translate share
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/page.h"
#include "app/window/pages/translate/effect-line.h"
#include "app/window/pages/translate/neighbour-steps.h"
#include "app/window/pages/translate/place-choice.h"
#include "app/window/pages/translate/translate-page.h"
#include "app/window/pages/translate/translate-parts.h"
#include "app/window/pages/translate/word-questions.h"

G_BEGIN_DECLS

/**
 * HeedTranslatePage:
 *
 * Source entry, tokens, heatmap, inspector, transport, translation.
 *
 * ## Keyboard
 *
 * Tab goes from part to part; other keys are documented with each part.
 * Control+T shows a table instead of the heatmap, and back, Control+F finds a
 * token, Control with plus, minus and 0 zooms. Escape clears
 * the selection.
 *
 * ## CSS nodes
 *
 * One node named `translatepage`.
 *
 * ## Accessibility
 *
 * A group; every part has a label of its own.
 */
struct _HeedTranslatePage
{
  GtkWidget             parent_instance;

  HeedTranslateParts    parts;
  HeedPlaceChoice      *places;
  HeedEffectLine       *effect;
  HeedWordQuestions    *questions;
  HeedNeighbourSteps   *neighbours;
  guint                 tick;         /* tick callback; 0 if the widgets are up to date */
  gboolean              has_new_steps;
  gboolean              is_inspector_late;  /* its update is delayed by one frame */
};

/* Implements the interface between the window and the page. */
void heed_translate_page_implement (HeedPageInterface *iface);

G_END_DECLS
