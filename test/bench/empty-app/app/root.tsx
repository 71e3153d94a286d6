import { Outlet } from '@remix-run/react';

/** The least that Remix can serve: what every page costs before it shows anything. */
export default function Root() {
  return (
    <html lang="en">
      <body>
        <Outlet />
      </body>
    </html>
  );
}
