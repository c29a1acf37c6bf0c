using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Ecosystems.Python.Clients;

/// <summary>What an installed distribution offers to import, by its <c>RECORD</c>.</summary>
internal static class InstalledModules
{
    /// <summary>Top-level names that belong to a project's workshop and were not meant to be shipped.</summary>
    private static readonly string[] Skipped = ["tests", "test", "conftest", "setup", "docs", "examples", "benchmarks"];

    /// <summary>
    /// The top-level modules and packages of a distribution; of a namespace package, which has no <c>__init__</c> of its own,
    /// the first real ones below it. In ordinal order; null when the distribution is not there.
    /// </summary>
    public static ImmutableArray<string>? Find(string directory, string project)
    {
        var information = Directory.EnumerateDirectories(directory, "*.dist-info")
            .FirstOrDefault(d => DistributionName.Normalize(Path.GetFileName(d).Split('-')[0]) == project);
        var record = information is null ? null : Path.Combine(information, "RECORD");
        return record is null || !File.Exists(record) ? null : FromRecord(File.ReadLines(record, Encoding.UTF8));
    }

    /// <summary>The same from the lines of a <c>RECORD</c>.</summary>
    public static ImmutableArray<string> FromRecord(IEnumerable<string> lines)
    {
        var modules = lines.Select(PathOf).Select(ModuleOf).OfType<string>().Where(m => !Skipped.Contains(m.Split('.')[0])).ToHashSet(StringComparer.Ordinal);

        // What lies inside a real package comes with it.
        return [.. modules.Where(m => !Ancestors(m).Any(modules.Contains)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The first field of a line of comma-separated values.</summary>
    private static string PathOf(string line)
    {
        if (!line.StartsWith('"'))
        {
            return line.Split(',')[0];
        }

        var end = 1;
        while (end < line.Length && (line[end] != '"' || (end + 1 < line.Length && line[end + 1] == '"')))
        {
            end += line[end] == '"' ? 2 : 1;
        }

        return line[1..Math.Min(end, line.Length)].Replace("\"\"", "\"", StringComparison.Ordinal);
    }

    /// <summary>The dotted name under which a file is imported; null when it is none, such as metadata, data and scripts.</summary>
    private static string? ModuleOf(string path)
    {
        var segments = path.Split('/');
        var file = segments[^1];
        var dot = file.IndexOf('.', StringComparison.Ordinal);
        var extension = dot < 0 ? "" : file[dot..];
        if (extension != ".py" && !extension.EndsWith(".so", StringComparison.Ordinal) && !extension.EndsWith(".pyd", StringComparison.Ordinal))
        {
            return null;
        }

        var stem = file[..dot];
        var parts = stem == "__init__" ? segments[..^1] : [.. segments[..^1], stem];
        return parts.Length > 0 && stem != "__main__" && parts.All(IsIdentifier) ? string.Join('.', parts) : null;
    }

    private static bool IsIdentifier(string text) =>
        text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static IEnumerable<string> Ancestors(string module)
    {
        for (var dot = module.LastIndexOf('.'); dot > 0; dot = module.LastIndexOf('.', dot - 1))
        {
            yield return module[..dot];
        }
    }
}
