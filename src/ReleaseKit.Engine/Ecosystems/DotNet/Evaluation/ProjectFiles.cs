using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>
/// The workspace's files as evaluations see them, by absolute paths with forward slashes. Every file is read and parsed
/// once for all projects. Safe to use from several threads.
/// </summary>
internal sealed class ProjectFiles
{
    private readonly IFileSystem _files;
    private readonly ImmutableArray<RelativePath> _listing;
    private readonly ConcurrentDictionary<RelativePath, Lazy<ProjectDocument>> _documents = new();
    private readonly ConcurrentDictionary<RelativePath, bool> _fileExists = new();
    private readonly ConcurrentDictionary<(RelativePath Folder, string File), RelativePath?> _above = new();

    /// <summary>The files of a workspace; <paramref name="listing"/>, in ordinal order, is what wildcards match.</summary>
    public ProjectFiles(IFileSystem files, ImmutableArray<RelativePath> listing)
    {
        _files = files;
        _listing = listing;
        Root = Slashes(files.Root).TrimEnd('/');
    }

    /// <summary>The workspace root, without a trailing slash.</summary>
    public string Root { get; }

    /// <summary>The path with forward slashes.</summary>
    public static string Slashes(string path) => path.Replace('\\', '/');

    /// <summary>The absolute path of a workspace path.</summary>
    public string ToAbsolute(RelativePath path) => path.IsRoot ? Root : $"{Root}/{path.Value}";

    /// <summary>The workspace path of an absolute path; null when that lies outside.</summary>
    public RelativePath? ToRelative(string absolute)
    {
        if (!Path.IsPathRooted(absolute))
        {
            return null;
        }

        var full = Slashes(Path.GetFullPath(absolute)).TrimEnd('/');
        if (full.Length == Root.Length)
        {
            return full.Equals(Root, StringComparison.Ordinal) ? RelativePath.Root : null;
        }

        return full.Length > Root.Length && full[Root.Length] == '/' && full.StartsWith(Root, StringComparison.Ordinal) &&
               RelativePath.TryParse(full[(Root.Length + 1)..], out var relative)
            ? relative : null;
    }

    /// <summary>Whether a file or folder is there; null when the path lies outside the workspace.</summary>
    public bool? Exists(string absolute) =>
        ToRelative(absolute) is { } path ? FileExists(path) || _files.DirectoryExists(path) : null;

    /// <summary>Whether a file is there.</summary>
    public bool FileExists(RelativePath path) => _fileExists.GetOrAdd(path, _files.FileExists);

    /// <summary>The text of a file of the workspace; null when there is none.</summary>
    public string? ReadText(string absolute) =>
        ToRelative(absolute) is { } path && FileExists(path)
            ? SourceText.Decode(path.Value, _files.Read(path)) is var source ? source.Text[source.ContentStart..] : null
            : null;

    /// <summary>Reads and parses a file.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-MANIFEST-ENCODING</c>, <c>RK-FILE-UNREADABLE</c>.</exception>
    public ProjectDocument Load(RelativePath path) => _documents.GetOrAdd(
        path, file => new Lazy<ProjectDocument>(() => new ProjectDocument(file, XmlDocumentSyntax.Parse(SourceText.Decode(file.Value, _files.Read(file)))))).Value;

    /// <summary>The nearest folder, from the given one up to the root, that holds the file.</summary>
    public RelativePath? FindAbove(RelativePath folder, string file) => _above.GetOrAdd((folder, file), key =>
        key.Folder.TryCombine(key.File, out var candidate) && FileExists(candidate) ? key.Folder
        : key.Folder.IsRoot ? null
        : FindAbove(key.Folder.Parent, key.File));

    /// <summary>The listed files that match a pattern with <c>*</c>, <c>?</c> and <c>**</c>, in ordinal order; null when it leaves the workspace.</summary>
    public IReadOnlyList<RelativePath>? Glob(string absolutePattern)
    {
        var pattern = Slashes(absolutePattern);
        var wildcard = pattern.AsSpan().IndexOfAny('*', '?');
        var fixedEnd = pattern.LastIndexOf('/', wildcard);
        if (fixedEnd < 0 || ToRelative(pattern[..fixedEnd]) is not { } folder)
        {
            return null;
        }

        var regex = new Regex("^" + ToRegex(pattern[(fixedEnd + 1)..]) + "$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        var prefix = folder.IsRoot ? "" : folder.Value + "/";
        var matches = new List<RelativePath>();
        for (var i = FirstWithin(prefix); i < _listing.Length && _listing[i].Value.StartsWith(prefix, StringComparison.Ordinal); i++)
        {
            if (regex.IsMatch(_listing[i].Value[prefix.Length..]))
            {
                matches.Add(_listing[i]);
            }
        }

        return matches;
    }

    private int FirstWithin(string prefix)
    {
        var low = 0;
        var high = _listing.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(_listing[middle].Value, prefix) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static string ToRegex(string pattern) => Regex.Escape(pattern)
        .Replace(@"\*\*/", "(?:[^/]+/)*", StringComparison.Ordinal)
        .Replace(@"\*\*", ".*", StringComparison.Ordinal)
        .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
        .Replace(@"\?", "[^/]", StringComparison.Ordinal);
}
