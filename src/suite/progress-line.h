/* The progress line: drawn on a terminal, taken away for messages.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   There is one terminal, so there is one line.  Who calls these holds
   report.h's lock, as hide and show are called by it.  */

#ifndef UU_PROGRESS_LINE_H
#define UU_PROGRESS_LINE_H

#include "suite/progress.h"

/* Draw how far it is NOW in place of what stands there.  */
void progress_line_draw (const struct progress_now *now);

/* Take the line off the screen, and put it there again.  */
void progress_line_hide (void);
void progress_line_show (void);

/* Leave the line where it is, and go to the next.  */
void progress_line_end (void);

/* Say how far it is NOW as a message of its own, where no line is drawn.  */
void progress_line_say (const struct progress_now *now);

/* Say that a signal ended the copy, and how far it was.  */
void progress_line_interrupted (const struct progress_now *now);

#endif /* UU_PROGRESS_LINE_H */
