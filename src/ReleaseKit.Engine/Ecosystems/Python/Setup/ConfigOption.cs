using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Setup;

/// <summary>One option of a configuration file.</summary>
/// <param name="Key">The key as written.</param>
/// <param name="Lines">What stands behind the key, empty or not, and then each line of the value that is not blank.</param>
internal sealed record ConfigOption(string Key, List<SetupText> Lines)
{
    /// <summary>The lines with something in them.</summary>
    public IEnumerable<SetupText> Filled => Lines.Where(l => l.Value.Length > 0);

    /// <summary>The items of a list, by setuptools' rule: a line each, or between separators when all is in the key's line.</summary>
    public IEnumerable<SetupText> Items(SourceText source, char separator) => Lines.Count > 1 ? Filled : Lines[0].Split(source, separator);
}
