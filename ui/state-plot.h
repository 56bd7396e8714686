/* state-plot.h — draws states as a path of tokens in a plane, on any cairo surface
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

#include "engine/values.h"
#include "ui/color-scale.h"

G_BEGIN_DECLS

/* One sentence and the positions of its states. */
typedef struct {
  HeedPlane *plane;     /* NULL if not known */
  char     **labels;    /* one per point, NULL-terminated */
  char      *title;     /* what the states are */
  char      *name;      /* short title, where there is little room */
} HeedStatePath;

void heed_state_path_set   (HeedStatePath   *path,
                            HeedPlane       *plane,
                            const HeedToken *tokens,
                            guint            n_tokens);
void heed_state_path_name  (HeedStatePath   *path,
                            const char      *title,
                            const char      *name);
void heed_state_path_clear (HeedStatePath   *path);

/* The area where a path is drawn, px; both axes have the same scale, so that distances are
 * comparable in all directions. */
typedef struct {
  double x;
  double y;
  double width;
  double height;
  double line_height;  /* of text */
  double scale;        /* px per unit of the plane */
  double middle_x;     /* the point of the plane at the middle of the frame */
  double middle_y;
} HeedStateFrame;

/* Places the frames side by side or one below the other, whichever leaves more room. */
void heed_state_frames_place     (HeedStateFrame       frames[2],
                                  const HeedStatePath  paths[2],
                                  double               width,
                                  double               height,
                                  double               line_height);
void heed_state_frame_get_point  (const HeedStateFrame *frame,
                                  const HeedPlane      *plane,
                                  guint                 i,
                                  double               *x,
                                  double               *y);

/* The nearest token within reach; -1: none. */
int  heed_state_frame_find       (const HeedStateFrame *frame,
                                  const HeedPlane      *plane,
                                  double                x,
                                  double                y);

typedef struct {
  HeedColor paper;
  HeedColor text;
  HeedColor muted;
  HeedColor line;
  HeedColor point;
  HeedColor mark;
} HeedStateColors;

typedef struct {
  int             selected;  /* -1: none */
  int             lit;       /* under the pointer; -1: none */
  gboolean        has_focus; /* whether this path has the keyboard focus */
  guint           n_played;  /* tokens from this one on are dimmed */
  HeedStateColors colors;
} HeedStateLook;

void heed_state_frame_draw       (cairo_t              *cr,
                                  PangoContext         *context,
                                  const HeedStateFrame *frame,
                                  const HeedStatePath  *path,
                                  const HeedStateLook  *look);

/* "first direction, 43 % of the variance", or "first, 43 %" */
char *heed_state_path_new_axis   (const HeedStatePath  *path,
                                  guint                 which,
                                  gboolean              is_short);

G_END_DECLS
