using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>The methods of texts, lists and files that scripts use to name projects.</summary>
internal static class ScriptMethods
{
    /// <summary>What stands for the workspace's root where a script puts a path together.</summary>
    public const string FolderMark = "\u0001/";

    private static readonly HashSet<string> Loops = new(["each", "forEach", "all", "configureEach", "onEach", "every"], StringComparer.Ordinal);
    private static readonly HashSet<string> Same = new(["get", "getOrNull", "toString", "asProvider", "asList", "toList", "toSet", "toTypedArray", "sorted", "sort", "getOrElse", "trimIndent", "stripIndent", "requireNotNull", "asSequence", "distinct", "unique", "toSortedSet", "orEmpty", "toPath", "toFile", "normalize", "getAbsolutePath"], StringComparer.Ordinal);

    /// <summary>The items of a list; nothing for what is no list.</summary>
    public static IEnumerable<object?> Items(object? value) => value is IReadOnlyList<object?> list ? list : [];

    public static bool IsLoop(string name) => Loops.Contains(name);

    /// <summary>A property of a text, list or file; null when it has none of that name.</summary>
    public static object? Member(object? target, string name) => (target, name) switch
    {
        (ScriptText text, "length") => text.Value.Length,
        (IReadOnlyList<object?> list, "size" or "length") => list.Count,
        (ScriptFolder folder, "name") => new ScriptText(folder.Path.FileName),
        (ScriptFolder folder, "parentFile" or "parent") => new ScriptFolder(folder.Path.Parent),
        (ScriptFolder folder, "path" or "absolutePath" or "absoluteFile" or "canonicalFile" or "canonicalPath" or "asFile") => folder,
        _ => null,
    };

    /// <summary>Calls that need no host; false when it is none of them.</summary>
    public static bool TryCall(ScriptInterpreter interpreter, object? target, bool hasTarget, ScriptCall call, ScriptScope scope, out object? value)
    {
        value = null;
        if (!hasTarget)
        {
            if (call.Name is not ("listOf" or "arrayOf" or "setOf" or "mutableListOf" or "sequenceOf" or "arrayListOf" or "List"))
            {
                return false;
            }

            value = call.Arguments.ToArray();
            return true;
        }

        if (call is { Arguments: [], Block: null } && Same.Contains(call.Name) && target is ScriptText or ScriptFolder or IReadOnlyList<object?> or bool or int)
        {
            value = target;
            return true;
        }

        return target switch
        {
            IReadOnlyList<object?> list => OnList(interpreter, list, call, scope, out value),
            ScriptText text => OnText(text, call, out value),
            ScriptFolder folder => OnFolder(folder, call, out value),
            _ => false,
        };
    }

    private static bool OnList(ScriptInterpreter interpreter, IReadOnlyList<object?> list, ScriptCall call, ScriptScope scope, out object? value)
    {
        value = null;
        if (call.Block is { } block && Loops.Contains(call.Name))
        {
            foreach (var item in list)
            {
                interpreter.Run(block, scope, call.Name is "all" or "configureEach" ? item ?? scope.Receiver : scope.Receiver, item);
            }

            return true;
        }

        value = (call.Name, call.Block, call.Arguments) switch
        {
            ("collect" or "map" or "mapNotNull", { } body, _) => list.Select(item => interpreter.Run(body, scope, scope.Receiver, item)).ToArray(),
            ("findAll" or "filter" or "matching" or "grep", { } body, _) => list.Where(item => interpreter.Run(body, scope, scope.Receiver, item) is not false).ToArray(),
            ("filterNot", { } body, _) => list.Where(item => interpreter.Run(body, scope, scope.Receiver, item) is not true).ToArray(),
            ("find" or "first" or "firstOrNull", { } body, _) => list.FirstOrDefault(item => interpreter.Run(body, scope, scope.Receiver, item) is true),
            ("contains", null, [{ } item]) => list.Any(other => AreEqual(other, item)),
            ("plus", null, [IReadOnlyList<object?> more]) => list.Concat(more).ToArray(),
            ("plus", null, [{ } more]) => list.Append(more).ToArray(),
            ("minus", null, [IReadOnlyList<object?> less]) => list.Where(item => !less.Any(other => AreEqual(other, item))).ToArray(),
            ("minus", null, [{ } less]) => list.Where(item => !AreEqual(item, less)).ToArray(),
            _ => null,
        };
        return value is not null;
    }

    private static bool AreEqual(object? left, object? right) => left is ScriptText a && right is ScriptText b ? a.Value == b.Value : Equals(left, right);

    private static bool OnText(ScriptText text, ScriptCall call, out object? value)
    {
        string[] arguments = [.. call.Arguments.Select(a => (a as ScriptText)?.Value).OfType<string>()];
        var s = text.Value;
        value = (call.Name, arguments) switch
        {
            ("trim", []) => s.Trim() == s ? text : new ScriptText(s.Trim()),
            ("toBoolean" or "toBooleanStrict", []) => s.Equals("true", StringComparison.OrdinalIgnoreCase),
            ("toLowerCase" or "lowercase", []) => new ScriptText(s.ToLowerInvariant()),
            ("toUpperCase" or "uppercase", []) => new ScriptText(s.ToUpperInvariant()),
            ("startsWith", [var start]) => s.StartsWith(start, StringComparison.Ordinal),
            ("endsWith", [var end]) => s.EndsWith(end, StringComparison.Ordinal),
            ("contains", [var part]) => s.Contains(part, StringComparison.Ordinal),
            ("equals", [var other]) => s == other,
            ("isEmpty" or "isBlank", []) => string.IsNullOrWhiteSpace(s),
            ("isNotEmpty" or "isNotBlank", []) => !string.IsNullOrWhiteSpace(s),
            ("lastIndexOf", [var part]) => s.LastIndexOf(part, StringComparison.Ordinal),
            ("indexOf", [var part]) => s.IndexOf(part, StringComparison.Ordinal),
            ("replace", [{ Length: > 0 } old, var new_]) => new ScriptText(s.Replace(old, new_, StringComparison.Ordinal)),
            ("removePrefix", [var start]) => s.StartsWith(start, StringComparison.Ordinal) ? new ScriptText(s[start.Length..]) : text,
            ("removeSuffix", [var end]) => s.EndsWith(end, StringComparison.Ordinal) ? new ScriptText(s[..^end.Length]) : text,
            ("substringAfterLast", [var part]) => new ScriptText(s[(s.LastIndexOf(part, StringComparison.Ordinal) is var i and >= 0 ? i + part.Length : 0)..]),
            ("substringAfter", [var part]) => new ScriptText(s[(s.IndexOf(part, StringComparison.Ordinal) is var i and >= 0 ? i + part.Length : 0)..]),
            ("substringBefore", [var part]) => new ScriptText(s.IndexOf(part, StringComparison.Ordinal) is var i and >= 0 ? s[..i] : s),
            ("substringBeforeLast", [var part]) => new ScriptText(s.LastIndexOf(part, StringComparison.Ordinal) is var i and >= 0 ? s[..i] : s),
            ("split", [{ Length: > 0 } part]) => s.Split(part).Select(p => (object?)new ScriptText(p)).ToArray(),
            ("substring", []) => Substring(s, call),
            _ => null,
        };
        return value is not null;
    }

    private static ScriptText? Substring(string text, ScriptCall call) => call.Arguments switch
    {
        [int from] when from >= 0 && from <= text.Length => new ScriptText(text[from..]),
        [int from, int to] when from >= 0 && from <= to && to <= text.Length => new ScriptText(text[from..to]),
        _ => null,
    };

    private static bool OnFolder(ScriptFolder folder, ScriptCall call, out object? value)
    {
        value = (call.Name, call.Arguments) switch
        {
            ("resolve" or "file" or "dir", [ScriptText path]) => Resolve(folder.Path, path.Value),
            ("getName", []) => new ScriptText(folder.Path.FileName),
            ("getParentFile" or "getParent", []) => new ScriptFolder(folder.Path.Parent),
            _ => null,
        };
        return value is not null;
    }

    /// <summary>A path seen from a folder; null when it leaves the workspace.</summary>
    public static ScriptFolder? Resolve(RelativePath folder, string path) =>
        path.StartsWith(FolderMark, StringComparison.Ordinal)
            ? RelativePath.TryParse(path[FolderMark.Length..].TrimStart('/'), out var absolute) ? new ScriptFolder(absolute) : null
            : folder.TryCombine(path, out var relative) ? new ScriptFolder(relative) : null;
}
