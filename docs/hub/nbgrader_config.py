"""What nbgrader must know of a course for everybody on a hub: it lies in etc/jupyter/ of both environments."""

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "my-class"
c.Exchange.root = "/srv/exchange"
