using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Setup;

/// <summary>
/// Reads the one call of <c>setup()</c> in a <c>setup.py</c>, without running anything: keywords with literals are values, all others
/// are known to be given, no more.
/// </summary>
internal sealed class SetupScript
{
    public const string FileName = "setup.py";
    private static readonly string[] Modules = ["setuptools", "distutils", "skbuild"];

    private readonly List<PythonToken> _tokens;
    private readonly SetupFile _result;

    private SetupScript(List<PythonToken> tokens, SetupFile result) => (_tokens, _result) = (tokens, result);

    /// <summary>What the call says; null when the file calls no <c>setup()</c> of a build tool, such as a module of that name.</summary>
    public static SetupFile? Read(RelativePath path, SourceText source)
    {
        var tokens = PythonTokens.Of(source);
        var calls = Enumerable.Range(0, Math.Max(tokens.Count - 1, 0)).Where(i => IsCall(tokens, i)).ToArray();
        if (calls.Length == 0 || !tokens.Exists(t => Modules.Contains(t.Text, StringComparer.Ordinal)))
        {
            return null;
        }

        var script = new SetupScript(tokens, new SetupFile(path, source));
        script.ReadArguments(calls[0] + 2);
        if (calls.Length > 1)
        {
            script._result.Opaque ??= $"{path} calls setup() more than once";
        }

        return script._result;
    }

    private static bool IsCall(List<PythonToken> tokens, int at) =>
        tokens[at].Text == "setup" && tokens[at + 1].Is('(') &&
        (at == 0 || (tokens[at - 1].Text != "def" && (!tokens[at - 1].Is('.') || (at > 1 && tokens[at - 2].Text is "setuptools" or "core" or "skbuild"))));

    private void ReadArguments(int start)
    {
        var depth = 0;
        for (var at = start; at < _tokens.Count; at++)
        {
            var token = _tokens[at];
            if (depth == 0 && (token.Is(',') || token.Is(')')))
            {
                ReadArgument(_tokens[start..at]);
                start = at + 1;
                if (token.Is(')'))
                {
                    return;
                }
            }

            depth += token.Is('(') || token.Is('[') || token.Is('{') ? 1 : token.Is(')') || token.Is(']') || token.Is('}') ? -1 : 0;
        }

        _result.Opaque = $"the call of setup() in {_result.Path} does not end";
    }

    private void ReadArgument(List<PythonToken> argument)
    {
        if (argument.Count > 0 && argument[0].Is('*'))
        {
            _result.Opaque ??= $"{_result.Path} hands setup() values by '*', which only running it tells";
            return;
        }

        if (argument.Count < 3 || !argument[1].Is('=') || argument[2].Is('=') || argument[2].Text is "None" or "False")
        {
            return;
        }

        var (key, value) = (argument[0].Text, argument[2..]);
        _result.Keys.Add(key);
        if (!(SetupFile.Lists.TryGetValue(key, out var kind) ? ReadRequirements(key, value, kind) : ReadValue(key, value)))
        {
            _result.Computed.TryAdd(key, new TextSpan(value[0].Span.Start, value[^1].Span.End - value[0].Span.Start));
        }
    }

    private bool ReadRequirements(string key, List<PythonToken> value, DependencyKind kind)
    {
        var items = key == "extras_require" ? Extras(value) : value is [{ IsPlain: true } only] ? new List<SetupText> { TextOf(only) } : Texts(value);
        foreach (var item in items ?? [])
        {
            _result.Require(item, kind);
        }

        return items is not null;
    }

    private bool ReadValue(string key, List<PythonToken> value)
    {
        if (value is [{ IsPlain: true } text])
        {
            _result.Values.TryAdd(key, TextOf(text));
            return true;
        }

        if (key == "classifiers" && Texts(value) is { } classifiers)
        {
            _result.Classifiers.AddRange(classifiers);
            return true;
        }

        return false;
    }

    /// <summary>The texts of a list or tuple of plain strings; null for anything else.</summary>
    private List<SetupText>? Texts(List<PythonToken> value)
    {
        if (value.Count < 2 || !((value[0].Is('[') && value[^1].Is(']')) || (value[0].Is('(') && value[^1].Is(')'))))
        {
            return null;
        }

        var result = new List<SetupText>();
        for (var at = 1; at < value.Count - 1; at++)
        {
            if (at % 2 == 1 ? !value[at].IsPlain : !value[at].Is(','))
            {
                return null;
            }

            if (at % 2 == 1)
            {
                result.Add(TextOf(value[at]));
            }
        }

        return result;
    }

    /// <summary>The requirements of every extra in a dictionary of literals; null for anything else.</summary>
    private List<SetupText>? Extras(List<PythonToken> value)
    {
        if (value.Count < 2 || !value[0].Is('{') || !value[^1].Is('}'))
        {
            return null;
        }

        var result = new List<SetupText>();
        for (var at = 1; at < value.Count - 1;)
        {
            var end = value.FindIndex(at, t => t.Is(']') || t.Is(')'));
            if (end < at + 3 || !value[at].IsPlain || !value[at + 1].Is(':') || Texts(value[(at + 2)..(end + 1)]) is not { } items || (end + 1 < value.Count - 1 && !value[end + 1].Is(',')))
            {
                return null;
            }

            result.AddRange(items);
            at = end + 2;
        }

        return result;
    }

    private SetupText TextOf(PythonToken text) => new(_result.Source.Text.Substring(text.Inner!.Value.Start, text.Inner.Value.Length), text.Inner.Value);
}
