using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tags;

namespace ReleaseKit.Core.Configuration;

/// <summary>What is wrong with configured texts; null when nothing is. They go into paths, arguments and refs.</summary>
internal static class ConfigurationText
{
    private static readonly string[] Schemes = ["https", "http", "file", "sparse+https", "sparse+http"];

    public static string? TagFormatProblem(string text)
    {
        try
        {
            TagFormat.Parse(text);
            return null;
        }
        catch (ReleaseException exception)
        {
            // Here it is a value of a key like any other, and gets that key's place and code.
            return exception.Diagnostics[0].Message.TrimEnd('.');
        }
    }

    public static string? CommitProblem(string text) =>
        text.Length is >= 7 and <= 64 && text.All(char.IsAsciiHexDigit)
            ? null
            : "expected a commit hash of 7 to 64 hexadecimal digits";

    public static string? LabelProblem(string text) =>
        text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/') && text[0] != '-'
            ? null
            : "expected a label of letters, digits, '.', '_', '-' and '/', not beginning with '-'";

    public static string? BranchProblem(string text)
    {
        var name = text.Replace("{branch}", "b", StringComparison.Ordinal).Replace("{group}", "g", StringComparison.Ordinal);
        return text.Contains("{branch}", StringComparison.Ordinal) && LabelProblem(name) is null && !name.Contains("..", StringComparison.Ordinal) &&
            !name.Contains("//", StringComparison.Ordinal) && name[0] is not ('.' or '/') && name[^1] is not ('.' or '/') && !name.EndsWith(".lock", StringComparison.Ordinal) && name != "b"
                ? null
                : "expected the name of a branch of letters, digits, '.', '_', '-' and '/', with {branch} in it and more than that";
    }

    public static string? LabelPrefixProblem(string text) =>
        text.Trim().Length > 0 && text.Length <= 30 && !text.Any(c => char.IsControl(c) || c is ',')
            ? null
            : "expected up to 30 characters without commas";

    public static string? RepositoryProblem(string text) =>
        text.Split('/') is { Length: >= 2 } parts && parts.All(part => part.Length > 0 && part[0] is not ('-' or '.') && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            ? null
            : "expected owner/name of a repository";

    public static string? DirectoryProblem(string text) =>
        text.Length > 0 && !text.Any(char.IsControl) && RelativePath.TryParse(text, out _)
            ? null
            : "expected a relative path to a directory that does not leave the workspace root";

    public static string? FileProblem(string text) =>
        DirectoryProblem(text) is null && !RelativePath.Parse(text).IsRoot
            ? null
            : "expected a relative path to a file that does not leave the workspace root";

    public static string? UrlProblem(string text)
    {
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || !Uri.TryCreate(text, UriKind.Absolute, out var uri) ||
            !Schemes.Contains(uri.Scheme, StringComparer.Ordinal))
        {
            return "expected an absolute URL, such as https://registry.example.org/";
        }

        return uri.UserInfo.Length == 0
            ? null
            : "the URL must not hold a user or password; credentials are taken from the environment";
    }

    /// <summary>An address, or a name as clients take them for registries.</summary>
    public static string? RegistryProblem(string text) =>
        text.Contains("://", StringComparison.Ordinal) ? UrlProblem(text)
        : text.Length > 0 && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '_' or '-') ? null
        : "expected an absolute URL, such as https://registry.example.org/, or a name of letters, digits, '.', '_', '-' and '@'";

    public static string? VariableProblem(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? null
        : "expected the name of an environment variable, such as NPM_TOKEN; the credential itself never stands in a file";

    /// <summary>A package id, a name, or a glob of directories; as a path it may not leave the root.</summary>
    public static string? PatternProblem(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl) || text[0] is '-')
        {
            return "expected a package id, a package name, or a glob of directories";
        }

        var isAbsolute = text[0] is '/' or '\\' || (text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '/' or '\\');
        return isAbsolute || text.Split('/', '\\').Contains("..", StringComparer.Ordinal)
            ? "expected a glob that is relative and does not leave the workspace root"
            : null;
    }
}
