/* drawn.h — tests of widgets: shows one in a window, reads its pixels, emits keys and clicks
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"
#include "ui/color-scale.h"

G_BEGIN_DECLS

/* Returns an undecorated window of that size, with @child allocated in it. */
GtkWidget       *drawn_window_new  (GtkWidget       *child,
                                    int              width,
                                    int              height);

/* Closes the window; fails if a reference to @widget, which is in it, is still held. */
void             drawn_finish      (GtkWidget       *window,
                                    GtkWidget       *widget);

/* Returns the @index-th widget of that type below @root, in reading order; never NULL. */
GtkWidget       *drawn_find        (GtkWidget       *root,
                                    GType            type,
                                    guint            index);

/* Records a signal that has one number. */
typedef struct {
  guint n_times;
  guint last;
} DrawnSignal;

void             drawn_listen      (GtkWidget       *widget,
                                    const char      *signal_name,
                                    DrawnSignal     *heard);

/* Records a signal that has a row and a column. */
typedef struct {
  guint n_times;
  int   row;
  int   column;
} DrawnCell;

void             drawn_listen_cell (GtkWidget       *widget,
                                    const char      *signal_name,
                                    DrawnCell       *heard);

/* Renders the widget; transparent where it draws nothing. */
cairo_surface_t *drawn_snapshot    (GtkWidget       *widget);
guint32          drawn_pixel       (cairo_surface_t *picture,
                                    double           x,
                                    double           y);
gboolean         drawn_are_equal   (cairo_surface_t *left,
                                    cairo_surface_t *right,
                                    int              x,
                                    int              y,
                                    int              width,
                                    int              height);
gboolean         drawn_are_near    (guint32          left,
                                    guint32          right,
                                    guint            tolerance);
guint32          drawn_style_pixel (GtkWidget       *widget,
                                    const char      *name);

/* Simulate input. drawn_press_key() fails the test if the key has no binding;
 * drawn_emit_key() returns whether a controller of the widget itself handled it. */
void             drawn_press_key   (GtkWidget       *widget,
                                    guint            keyval,
                                    GdkModifierType  modifiers);
gboolean         drawn_emit_key    (GtkWidget       *widget,
                                    guint            keyval,
                                    GdkModifierType  modifiers);
void             drawn_press       (GtkWidget       *widget,
                                    int              n_press,
                                    double           x,
                                    double           y);
void             drawn_move        (GtkWidget       *widget,
                                    double           x,
                                    double           y);
void             drawn_leave       (GtkWidget       *widget);

/* Splits a text such as "▁the cat </s>" at spaces: ▁ starts a word, <…> is
 * a special token. Free with drawn_tokens_free (). */
HeedToken       *drawn_tokens_new  (const char      *text,
                                    guint           *n_tokens);
HeedToken       *drawn_tokens_new_numbered (guint    n_tokens);  /* "w0 w1 …" */
void             drawn_tokens_free (HeedToken       *tokens,
                                    guint            n_tokens);

G_END_DECLS
