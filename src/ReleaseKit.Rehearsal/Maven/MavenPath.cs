namespace ReleaseKit.Rehearsal.Maven;

/// <summary>A path of the repository layout, taken apart.</summary>
/// <param name="Module"><c>group:artifact</c>, or the group alone for its list of plugins.</param>
/// <param name="Version">The version; empty for what is above versions.</param>
/// <param name="File">The name of the file, without the ending of a checksum.</param>
/// <param name="Checksum">The algorithm, when a checksum of the file is meant; null for the file itself.</param>
internal sealed record MavenPath(string Module, string Version, string File, string? Checksum)
{
    public const string Metadata = "maven-metadata.xml";
    public const string SnapshotSuffix = "-SNAPSHOT";

    private static readonly string[] Algorithms = ["md5", "sha1", "sha256", "sha512"];

    /// <summary>Whether the file describes others.</summary>
    public bool IsMetadata => File == Metadata;

    /// <summary>Whether the file may be written again.</summary>
    public bool IsMutable => IsMetadata || Version.EndsWith(SnapshotSuffix, StringComparison.Ordinal);

    /// <summary>The name under which a file is stored.</summary>
    public string StoredName => Version.Length == 0 ? File : $"{Version}@{File}";

    /// <summary>Takes the segments of a path apart; null when no repository has such a path.</summary>
    public static MavenPath? Parse(string[] segments)
    {
        if (segments is not [.. var folders, var last] || folders.Length == 0 || !segments.All(IsName))
        {
            return null;
        }

        var checksum = Array.Find(Algorithms, a => last.EndsWith("." + a, StringComparison.Ordinal));
        var file = checksum is null ? last : last[..^(checksum.Length + 1)];
        if (file == Metadata)
        {
            return folders is [.. { Length: > 1 } above, var version] && version.EndsWith(SnapshotSuffix, StringComparison.Ordinal)
                ? new MavenPath(Name(above), version, file, checksum)
                : new MavenPath(folders.Length > 1 ? Name(folders) : folders[0], "", file, checksum);
        }

        return folders is [.. { Length: > 1 } module, var release] && file.StartsWith($"{module[^1]}-{Stem(release)}", StringComparison.Ordinal)
            ? new MavenPath(Name(module), release, file, checksum)
            : null;
    }

    private static string Name(string[] folders) => $"{string.Join('.', folders[..^1])}:{folders[^1]}";

    /// <summary>Files of snapshots have the time in the place of the word.</summary>
    private static string Stem(string version) => version.EndsWith(SnapshotSuffix, StringComparison.Ordinal) ? version[..^SnapshotSuffix.Length] : version;

    private static bool IsName(string segment) => segment[0] != '-' && segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+');
}
