namespace ReleaseKit.Engine.Files;

/// <summary>Follows symbolic links of every component of a path; the base library follows only the last one.</summary>
internal static class LinkResolver
{
    /// <summary>What Linux allows in one path.</summary>
    private const int MaximumLinks = 40;

    /// <summary>Whether the last component is a symbolic link (or, on Windows, a junction).</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>The path with every link followed, whether or not its end exists; null when links go in a circle.</summary>
    public static string? RealPath(string absolutePath)
    {
        var root = Path.GetPathRoot(absolutePath)!;
        var place = root;
        var rest = new Stack<string>(Segments(absolutePath[root.Length..]).Reverse());
        var links = 0;
        while (rest.TryPop(out var segment))
        {
            if (segment == "..")
            {
                place = Path.GetDirectoryName(place) ?? root;
                continue;
            }

            var next = Path.Join(place, segment);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                place = next;
                continue;
            }

            if (++links > MaximumLinks)
            {
                return null;
            }

            if (Path.IsPathRooted(target))
            {
                place = Path.GetPathRoot(Path.GetFullPath(target, place))!;
                target = Path.GetFullPath(target, place)[place.Length..];
            }

            foreach (var inner in Segments(target).Reverse())
            {
                rest.Push(inner);
            }
        }

        return place;
    }

    private static IEnumerable<string> Segments(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".");
}
