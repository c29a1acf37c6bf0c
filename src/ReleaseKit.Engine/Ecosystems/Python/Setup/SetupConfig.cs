using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Setup;

/// <summary>Reads <c>setup.cfg</c> (setuptools, "Configuring setuptools using setup.cfg files").</summary>
internal static class SetupConfig
{
    public const string FileName = "setup.cfg";
    public const string FromFile = "file:";
    public const string FromAttribute = "attr:";

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["home_page"] = "url",
        ["summary"] = "description",
        ["classifier"] = "classifiers",
        ["license_file"] = "license_files",
    };

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static SetupFile Read(RelativePath path, SourceText source)
    {
        var document = ConfigDocument.Parse(source);
        var result = new SetupFile(path, source);
        foreach (var option in document.Section("metadata").Concat(document.Section("options")))
        {
            Add(option, result);
        }

        foreach (var extra in document.Section("options.extras_require"))
        {
            result.Keys.Add("extras_require");
            AddRequirements(extra, DependencyKind.Optional, result);
        }

        result.Where.AddRange(document.Section("options.packages.find").Where(o => KeyOf(o) == "where").SelectMany(o => o.Items(source, ',')).Select(i => i.Value));
        return result;
    }

    /// <summary>setuptools takes dashes for underscores, and capitals for small letters.</summary>
    private static string KeyOf(ConfigOption option)
    {
        var key = option.Key.Replace('-', '_').ToLowerInvariant();
        return Aliases.GetValueOrDefault(key, key);
    }

    private static void Add(ConfigOption option, SetupFile result)
    {
        var key = KeyOf(option);
        if (option.Filled.FirstOrDefault() is not { Value.Length: > 0 } first)
        {
            return;
        }

        result.Keys.Add(key);
        if (SetupFile.Lists.TryGetValue(key, out var kind))
        {
            AddRequirements(option, kind, result);
        }
        else if (key == "classifiers")
        {
            result.Classifiers.AddRange(option.Items(result.Source, ','));
        }
        else if (key == "package_dir")
        {
            foreach (var item in option.Items(result.Source, ',').Where(i => i.Value.Contains('=', StringComparison.Ordinal)))
            {
                var equals = item.Value.IndexOf('=', StringComparison.Ordinal);
                result.PackageDirectories.TryAdd(item.Value[..equals].TrimEnd(), item.Value[(equals + 1)..].TrimStart());
            }
        }
        else if (key is "name" or "version" && option.Filled.Skip(1).FirstOrDefault() is { Value.Length: > 0 } second)
        {
            result.Report(second.Span, $"'{key}' has several lines; write it in one.");
        }
        else
        {
            result.Values.TryAdd(key, first);
        }
    }

    private static void AddRequirements(ConfigOption option, DependencyKind kind, SetupFile result)
    {
        if (option.Filled.FirstOrDefault() is { Value: { } start } first && start.StartsWith(FromFile, StringComparison.Ordinal))
        {
            var rest = SetupText.Trimmed(result.Source.Text, first.Span.Start + FromFile.Length, first.Span.End);
            result.RequirementFiles.AddRange(option.Filled.Skip(1).Prepend(rest).SelectMany(l => l.Split(result.Source, ',')).Select(f => (f, kind)));
            return;
        }

        foreach (var item in option.Items(result.Source, ';'))
        {
            result.Require(item, kind);
        }
    }
}
