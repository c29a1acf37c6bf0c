using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Processes;

/// <summary>Looks executables up on a PATH, the way the operating system does, though never in the current directory.</summary>
internal static class ExecutableFinder
{
    /// <summary>The absolute path of the executable, or null. An absolute path is checked rather than looked up.</summary>
    public static string? Find(string name, IReadOnlyDictionary<string, string> variables)
    {
        if (Path.IsPathFullyQualified(name))
        {
            return Candidates(name, variables).FirstOrDefault(IsExecutable);
        }

        return IsBareName(name)
            ? Folders(variables).SelectMany(folder => Candidates(Path.Join(folder, name), variables)).FirstOrDefault(IsExecutable)
            : null;
    }

    /// <summary>The absolute folders of PATH, in order. Relative ones (a lone dot, an empty entry) are left out on purpose.</summary>
    public static IEnumerable<string> Folders(IReadOnlyDictionary<string, string> variables) =>
        Value(variables, "PATH").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(folder => OperatingSystem.IsWindows() ? folder.Trim('"') : folder)
            .Where(Path.IsPathFullyQualified);

    private static bool IsBareName(string name) => name.Length > 0 && name.AsSpan().IndexOfAny('/', '\\', '\0') < 0;

    private static IEnumerable<string> Candidates(string path, IReadOnlyDictionary<string, string> variables)
    {
        if (!OperatingSystem.IsWindows())
        {
            return [path];
        }

        var extensions = Value(variables, "PATHEXT") is { Length: > 0 } list ? list : ".COM;.EXE;.BAT;.CMD";
        var withExtension = extensions.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(extension => path + extension.ToLowerInvariant());
        return Path.HasExtension(path) ? [path, .. withExtension] : withExtension;
    }

    private static bool IsExecutable(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != 0;
    }

    private static string Value(IReadOnlyDictionary<string, string> variables, string name) =>
        variables.FirstOrDefault(variable => SnapshotEnvironment.NameComparer.Equals(variable.Key, name)).Value ?? "";
}
