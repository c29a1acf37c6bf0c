using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Tags;

/// <summary>
/// How tags are named: text with the placeholders <c>{version}</c> (once), <c>{name}</c>, <c>{unscoped}</c> (the name after
/// its last slash or colon), <c>{ecosystem}</c>, <c>{label}</c> (the package's group, empty when it has none) and <c>{directory}</c>
/// (the package's folder; at the workspace root it is empty and takes a slash beside it along, so that Go's
/// <c>{directory}/v{version}</c> gives <c>v1.2.3</c> there).
/// </summary>
public sealed class TagFormat
{
    private const string Version = "version";
    private static readonly string[] Placeholders = ["directory", "ecosystem", "label", "name", "unscoped", Version];

    private readonly string _before;
    private readonly string _after;

    private TagFormat(string text, int version)
    {
        Text = text;
        _before = text[..version];
        _after = text[(version + Version.Length + 2)..];
    }

    /// <summary>For packages with versions of their own, <c>{name}-v{version}</c>.</summary>
    public static TagFormat Default { get; } = Parse("{name}-v{version}");

    /// <summary>For a synchronised workspace, whose packages share tags: <c>v{version}</c>.</summary>
    public static TagFormat SynchronizedDefault { get; } = Parse("v{version}");

    /// <summary>The format as written.</summary>
    public string Text { get; }

    /// <summary>Reads a format.</summary>
    /// <param name="text">The format.</param>
    /// <param name="location">Where it is written, for errors.</param>
    /// <exception cref="ReleaseException"><c>RK-TAG-FORMAT</c>: it cannot give tags.</exception>
    public static TagFormat Parse(string text, SourceLocation? location = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, out var error) ?? throw Error(location, $"tag_format '{DisplayText.Line(text)}' {error}");
    }

    /// <summary>Like <see cref="Parse"/>, answering false instead of throwing.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TagFormat? format) => (format = Read(text, out _)) is not null;

    /// <summary>The tag of a package's version. Characters of the name that git refuses become hyphens.</summary>
    /// <exception cref="ReleaseException"><c>RK-TAG-FORMAT</c>: git would refuse the tag, as with an empty label between slashes.</exception>
    public string Format(Package package, string version)
    {
        ArgumentNullException.ThrowIfNull(package);
        var (prefix, suffix) = AffixesOf(package);
        var tag = prefix + version + suffix;
        return TagName.IsValid(tag)
            ? tag
            : throw Error(null, $"tag_format '{Text}' gives {package.Id} the tag '{DisplayText.Line(tag)}', which git refuses{(package.Group is null && Text.Contains("{label}", StringComparison.Ordinal) ? " because the package has no group" : "")}.");
    }

    /// <summary>The version part of a tag of this package; whether it is a version is for the package's scheme to say.</summary>
    public bool TryParseVersion(string tag, Package package, [NotNullWhen(true)] out string? version)
    {
        ArgumentNullException.ThrowIfNull(tag);
        ArgumentNullException.ThrowIfNull(package);
        var (prefix, suffix) = AffixesOf(package);
        var matches = tag.Length > prefix.Length + suffix.Length && tag.StartsWith(prefix, StringComparison.Ordinal) && tag.EndsWith(suffix, StringComparison.Ordinal);
        version = matches ? tag[prefix.Length..^suffix.Length] : null;
        return matches;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>What stands before and after the version in every tag of a package.</summary>
    internal (string Prefix, string Suffix) AffixesOf(Package package) => (Fill(_before, package), Fill(_after, package));

    private static string Fill(string text, Package package) => text.Contains('{', StringComparison.Ordinal)
        ? (package.Directory.IsRoot ? WithoutDirectory(text) : text)
            .Replace("{directory}", TagName.Cleaned(package.Directory.Value), StringComparison.Ordinal)
            .Replace("{ecosystem}", package.Ecosystem, StringComparison.Ordinal)
            .Replace("{label}", TagName.Cleaned(package.Group ?? ""), StringComparison.Ordinal)
            .Replace("{name}", TagName.Cleaned(package.Name), StringComparison.Ordinal)
            .Replace("{unscoped}", TagName.Cleaned(package.Name[(package.Name.LastIndexOfAny(['/', ':']) + 1)..]), StringComparison.Ordinal)
        : text;

    private static string WithoutDirectory(string text) => text
        .Replace("{directory}/", "", StringComparison.Ordinal)
        .Replace("/{directory}", "", StringComparison.Ordinal)
        .Replace("{directory}", "", StringComparison.Ordinal);

    private static TagFormat? Read(string text, out string error)
    {
        var version = -1;
        for (var i = text.IndexOfAny(['{', '}']); i >= 0; i = text.IndexOfAny(['{', '}'], i))
        {
            var end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            var name = end < 0 ? "" : text[(i + 1)..end];
            error = end < 0 ? $"has a brace without its partner at character {i + 1}."
                : !Placeholders.Contains(name, StringComparer.Ordinal) ? UnknownPlaceholder(name)
                : name == Version && version >= 0 ? "has {version} more than once; use it once."
                : "";
            if (error.Length > 0)
            {
                return null;
            }

            version = name == Version ? i : version;
            i = end + 1;
        }

        var sample = text.Replace("{ecosystem}", "npm", StringComparison.Ordinal).Replace("{label}", "group", StringComparison.Ordinal)
            .Replace("{name}", "name", StringComparison.Ordinal).Replace("{unscoped}", "name", StringComparison.Ordinal)
            .Replace("{directory}", "directory", StringComparison.Ordinal).Replace("{version}", "1.0.0", StringComparison.Ordinal);
        error = version < 0 ? "has no {version}; add it, for example {name}-v{version}."
            : !TagName.IsValid(sample) ? $"gives tags such as '{DisplayText.Line(sample)}', which git refuses; see git help check-ref-format."
            : "";
        return error.Length == 0 ? new TagFormat(text, version) : null;
    }

    private static string UnknownPlaceholder(string name) =>
        $"has the unknown placeholder '{{{DisplayText.Line(name)}}}'.{NearestName.Question(name, Placeholders)} Known are {{{string.Join("}, {", Placeholders)}}}.";

    private static ReleaseException Error(SourceLocation? location, string message) => new(TagCodes.Format.At(location, message));
}
