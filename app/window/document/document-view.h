/* document-view.h — the displayed attention of a document and the selection in it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "ui/site-ranges.h"

G_BEGIN_DECLS

/* The value of heed_document_view_get_n_played() if all steps are displayed. */
#define HEED_PLAYED_ALL G_MAXUINT

#define HEED_TYPE_DOCUMENT_VIEW (heed_document_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedDocumentView, heed_document_view, HEED, DOCUMENT_VIEW, GObject)

HeedDocumentView  *heed_document_view_new          (void);

/* The available attentions and their size; set by the document. */
void               heed_document_view_set_model    (HeedDocumentView    *self,
                                                    const char          *path,
                                                    const HeedSiteRange *ranges);
void               heed_document_view_set_extent   (HeedDocumentView    *self,
                                                    HeedAttentionKind    shown,
                                                    guint                n_source,
                                                    guint                n_steps);

const char        *heed_document_view_get_model_path (HeedDocumentView  *self);

/* The displayed attention. */
HeedAttentionSite  heed_document_view_get_site     (HeedDocumentView    *self);
void               heed_document_view_set_site     (HeedDocumentView    *self,
                                                    HeedAttentionSite    site);

/* The heads of a mean: bit h selects head h, 0 selects all. Changing the site resets it to 0. */
guint64            heed_document_view_get_heads    (HeedDocumentView    *self);
void               heed_document_view_set_heads    (HeedDocumentView    *self,
                                                    guint64              heads);

/* Adds a head to the selected heads of its layer, or removes it. */
void               heed_document_view_toggle_head  (HeedDocumentView    *self,
                                                    HeedAttentionSite    site);

HeedAttentionSite  heed_document_view_clamp_site   (HeedDocumentView    *self,
                                                    HeedAttentionSite    site);

/* The selection in it; -1 is none. */
int                heed_document_view_get_step     (HeedDocumentView    *self);
int                heed_document_view_get_row      (HeedDocumentView    *self);
int                heed_document_view_get_column   (HeedDocumentView    *self);
void               heed_document_view_select       (HeedDocumentView    *self,
                                                    int                  step,
                                                    int                  column);
void               heed_document_view_select_cell  (HeedDocumentView    *self,
                                                    int                  row,
                                                    int                  column);

/* The number of steps that are displayed as taken, while the user steps through them. */
guint              heed_document_view_get_n_played (HeedDocumentView    *self);
void               heed_document_view_go_to        (HeedDocumentView    *self,
                                                    guint                step);
void               heed_document_view_release      (HeedDocumentView    *self);
void               heed_document_view_play_all     (HeedDocumentView    *self);

G_END_DECLS
