using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Setup;

/// <summary>
/// A file in the grammar of Python's <c>configparser</c> as setuptools calls it: whole-line comments with <c>#</c> and <c>;</c>, keys
/// apart from values by <c>=</c> or <c>:</c>, deeper indented lines go on with the value, nothing is interpolated.
/// </summary>
internal sealed class ConfigDocument
{
    private readonly SourceText _source;
    private readonly Dictionary<string, List<ConfigOption>> _sections = new(StringComparer.Ordinal);
    private List<ConfigOption>? _section;
    private ConfigOption? _option;
    private int _indent;

    private ConfigDocument(SourceText source) => _source = source;

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, where configparser gives up.</exception>
    public static ConfigDocument Parse(SourceText source)
    {
        var result = new ConfigDocument(source);
        var text = source.Text;
        for (var start = source.ContentStart; start < text.Length;)
        {
            var end = text.IndexOfAny(['\r', '\n'], start) is var found and >= 0 ? found : text.Length;
            var line = SetupText.Trimmed(text, start, end);
            if (line.Value.Length > 0 && line.Value[0] is not ('#' or ';'))
            {
                result.Read(line, line.Span.Start - start);
            }

            start = end + 1;
        }

        return result;
    }

    /// <summary>The options of a section, in the order of the file.</summary>
    public IReadOnlyList<ConfigOption> Section(string name) => _sections.GetValueOrDefault(name) ?? [];

    private void Read(SetupText line, int indent)
    {
        if (_option is not null && indent > _indent)
        {
            _option.Lines.Add(line);
            return;
        }

        _indent = indent;
        if (line.Value[0] == '[' && line.Value.LastIndexOf(']') is var close and > 1)
        {
            _section = [];
            _option = null;
            if (!_sections.TryAdd(line.Value[1..close], _section))
            {
                throw Error(line, $"the section {line.Shown} is there twice; make one of the two");
            }
        }
        else if (_section is null)
        {
            throw Error(line, "a section such as [metadata] has to come first");
        }
        else
        {
            ReadOption(line);
        }
    }

    private void ReadOption(SetupText line)
    {
        var delimiter = line.Value.AsSpan().IndexOfAny('=', ':');
        if (delimiter <= 0)
        {
            throw Error(line, $"'{line.Shown}' is neither a section, nor 'key = value', nor indented to go on with the value above");
        }

        var key = SetupText.Trimmed(_source.Text, line.Span.Start, line.Span.Start + delimiter);
        if (_section!.Exists(o => o.Key == key.Value))
        {
            throw Error(line, $"'{key.Shown}' is there twice in its section; remove one of the two");
        }

        _option = new ConfigOption(key.Value, [SetupText.Trimmed(_source.Text, line.Span.Start + delimiter + 1, line.Span.End)]);
        _section.Add(_option);
    }

    private ReleaseException Error(SetupText at, string what) =>
        _source.Error(ManifestCodes.Syntax, at.Span, DisplayText.Line($"{_source.Path} cannot be read: {what}."));
}
