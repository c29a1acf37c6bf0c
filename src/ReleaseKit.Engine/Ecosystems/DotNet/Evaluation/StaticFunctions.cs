namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>The static property functions that project files use to find files, join paths and compare versions.</summary>
/// <param name="properties">Gives the folder of the file being evaluated.</param>
/// <param name="files">The workspace's files.</param>
internal sealed class StaticFunctions(PropertyTable properties, ProjectFiles files)
{
    /// <summary>Calls a function; what is not known here becomes a doubt.</summary>
    public object? Call(string type, string member, string[]? arguments, ref Doubt doubt)
    {
        var name = member.ToUpperInvariant();
        var values = arguments ?? [];
        var result = type.ToUpperInvariant() switch
        {
            "MSBUILD" => MSBuild(name, values, ref doubt),
            "SYSTEM.IO.PATH" => PathMember(name, values),
            "SYSTEM.IO.FILE" => FileMember(name, values, ref doubt),
            "SYSTEM.IO.DIRECTORY" when name == "EXISTS" && values is [var folder] && Path.IsPathRooted(folder) => Exists(folder, ref doubt),
            "SYSTEM.IO.DIRECTORY" when name == "GETPARENT" && values is [var inner] && Path.IsPathRooted(inner) => Directory.GetParent(inner),
            "SYSTEM.STRING" or "STRING" => StringMember(name, values),
            "SYSTEM.ENVIRONMENT" when name == "GETENVIRONMENTVARIABLE" && values is [var variable] => properties.Environment(variable),
            "SYSTEM.RUNTIME.INTEROPSERVICES.OSPLATFORM" => OperatingSystemName(name, values),
            "SYSTEM.RUNTIME.INTEROPSERVICES.RUNTIMEINFORMATION" when name == "ISOSPLATFORM" && values is [var platform] => OperatingSystem.IsOSPlatform(platform),
            "SYSTEM.OPERATINGSYSTEM" when values is [] => OperatingSystemQuestion(name),
            _ => null,
        };
        if (result is null)
        {
            doubt.Note($"the property function [{type}]::{member}");
        }

        return result;
    }

    private object? MSBuild(string name, string[] values, ref Doubt doubt) => (name, values) switch
    {
        ("GETDIRECTORYNAMEOFFILEABOVE", [var folder, var file]) => FolderAbove(folder, file, ref doubt),
        ("GETPATHOFFILEABOVE", [var file]) => PathAbove(properties.Value("MSBuildThisFileDirectory"), file, ref doubt),
        ("GETPATHOFFILEABOVE", [var file, var folder]) => PathAbove(folder, file, ref doubt),
        ("NORMALIZEPATH", [_, ..]) => Normalize(values),
        ("NORMALIZEDIRECTORY", [_, ..]) => Normalize(values) is { } path ? path.TrimEnd('/') + "/" : null,
        ("ENSURETRAILINGSLASH", [var path]) => path.Length == 0 || path[^1] is '/' or '\\' ? path : path + "/",
        ("MAKERELATIVE", [var from, var to]) when Path.IsPathRooted(from) && Path.IsPathRooted(to) => MakeRelative(from, to),
        ("VALUEORDEFAULT", [var value, var fallback]) => value.Length == 0 ? fallback : value,
        ("ESCAPE", [var value]) => Escaping.Escape(value),
        ("UNESCAPE", [var value]) => value,
        ("ISOSPLATFORM", [var platform]) => OperatingSystem.IsOSPlatform(platform),
        ("ISOSUNIXLIKE", []) => !OperatingSystem.IsWindows(),
        ("ISRUNNINGFROMVISUALSTUDIO", []) => false,
        _ when name.StartsWith("VERSION", StringComparison.Ordinal) && values is [var left, var right] => CompareVersions(name, left, right),
        ("GETTARGETFRAMEWORKIDENTIFIER", [var framework]) => TargetFrameworkName.TryParse(framework)?.Identifier,
        ("GETTARGETFRAMEWORKVERSION", [var framework, ..]) => TargetFrameworkName.TryParse(framework)?.VersionText,
        ("GETTARGETPLATFORMIDENTIFIER", [var framework]) => TargetFrameworkName.TryParse(framework)?.Platform,
        ("ISTARGETFRAMEWORKCOMPATIBLE", ["", _]) => false,
        ("ISTARGETFRAMEWORKCOMPATIBLE", [var target, var candidate]) =>
            TargetFrameworkName.TryParse(target) is { } user && TargetFrameworkName.TryParse(candidate) is { } used ? user.CanUse(used) : null,
        _ => null,
    };

    private static string? OperatingSystemName(string name, string[] values) => (name, values) switch
    {
        ("WINDOWS" or "GET_WINDOWS", []) => "WINDOWS",
        ("LINUX" or "GET_LINUX", []) => "LINUX",
        ("OSX" or "GET_OSX", []) => "OSX",
        ("FREEBSD" or "GET_FREEBSD", []) => "FREEBSD",
        ("CREATE", [var platform]) => platform.ToUpperInvariant(),
        _ => null,
    };

    private static object? OperatingSystemQuestion(string name) => name switch
    {
        "ISWINDOWS" => OperatingSystem.IsWindows(),
        "ISLINUX" => OperatingSystem.IsLinux(),
        "ISMACOS" => OperatingSystem.IsMacOS(),
        _ => null,
    };

    private static object? PathMember(string name, string[] values) => (name, values) switch
    {
        ("COMBINE", [_, _, ..]) => values.Aggregate((left, right) => Path.Combine(left, right)),
        ("GETFILENAME", [var path]) => Path.GetFileName(path),
        ("GETFILENAMEWITHOUTEXTENSION", [var path]) => Path.GetFileNameWithoutExtension(path),
        ("GETEXTENSION", [var path]) => Path.GetExtension(path),
        ("GETDIRECTORYNAME", [var path]) => Path.GetDirectoryName(path) ?? "",
        ("GETFULLPATH", [var path]) when Path.IsPathRooted(path) => Path.GetFullPath(path),
        ("ISPATHROOTED", [var path]) => Path.IsPathRooted(path),
        ("DIRECTORYSEPARATORCHAR", []) => Path.DirectorySeparatorChar.ToString(),
        _ => null,
    };

    private static object? StringMember(string name, string[] values) => (name, values) switch
    {
        ("ISNULLOREMPTY", [var text]) => text.Length == 0,
        ("ISNULLORWHITESPACE", [var text]) => string.IsNullOrWhiteSpace(text),
        ("COPY", [var text]) => text,
        ("CONCAT", _) => string.Concat(values),
        ("EQUALS", [var left, var right]) => string.Equals(left, right, StringComparison.Ordinal),
        ("NEW", []) => "",
        ("NEW", [var text]) => text,
        _ => null,
    };

    private object? FileMember(string name, string[] values, ref Doubt doubt) => (name, values) switch
    {
        // A relative path would be seen from wherever the build happens to be started.
        ("EXISTS", [var path]) when Path.IsPathRooted(path) => Exists(path, ref doubt),
        ("READALLTEXT", [var path]) when Path.IsPathRooted(path) => files.ReadText(path),
        _ => null,
    };

    private bool Exists(string path, ref Doubt doubt)
    {
        if (files.Exists(path) is { } answer)
        {
            return answer;
        }

        doubt.Note($"'{path}', which lies outside the workspace");
        return false;
    }

    private string FolderAbove(string folder, string file, ref Doubt doubt)
    {
        if (files.ToRelative(folder) is not { } start)
        {
            doubt.Note($"'{folder}', which lies outside the workspace");
            return "";
        }

        return files.FindAbove(start, file) is { } found ? files.ToAbsolute(found) : "";
    }

    private string PathAbove(string folder, string file, ref Doubt doubt)
    {
        var found = FolderAbove(folder, file, ref doubt);
        return found.Length == 0 ? "" : found.TrimEnd('/') + "/" + file;
    }

    private static string? Normalize(string[] parts)
    {
        var path = ProjectFiles.Slashes(parts.Aggregate((left, right) => Path.Combine(left, ProjectFiles.Slashes(right))));
        return Path.IsPathRooted(path) ? ProjectFiles.Slashes(Path.GetFullPath(path)) : null;
    }

    private static string MakeRelative(string from, string to)
    {
        var relative = ProjectFiles.Slashes(Path.GetRelativePath(from, to));
        return to.EndsWith('/') && !relative.EndsWith('/') ? relative + "/" : relative;
    }

    private static object? CompareVersions(string name, string left, string right)
    {
        if (!TryVersion(left, out var first) || !TryVersion(right, out var second))
        {
            return null;
        }

        var order = first.CompareTo(second);
        return name switch
        {
            "VERSIONEQUALS" => order == 0,
            "VERSIONNOTEQUALS" => order != 0,
            "VERSIONGREATERTHAN" => order > 0,
            "VERSIONGREATERTHANOREQUALS" => order >= 0,
            "VERSIONLESSTHAN" => order < 0,
            "VERSIONLESSTHANOREQUALS" => order <= 0,
            _ => null,
        };
    }

    /// <summary>As MSBuild's: a leading v and everything after a dash or plus do not count, and missing numbers are 0.</summary>
    private static bool TryVersion(string text, out Version version)
    {
        var end = text.AsSpan().IndexOfAny('-', '+', ' ');
        var numbers = (end < 0 ? text : text[..end]).TrimStart('v', 'V').Split('.');
        version = new Version(0, 0);
        var padded = numbers.Concat(["0", "0", "0", "0"]).Take(4);
        return numbers.Length <= 4 && Version.TryParse(string.Join('.', padded), out version!);
    }
}
