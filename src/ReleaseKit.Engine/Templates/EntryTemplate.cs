using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Templates;

/// <summary>
/// A compiled Handlebars template. It sees the entry and nothing else: no file, no environment, no partial of another file.
/// <c>{{name}}</c> is escaped for Markdown, <c>{{{name}}}</c> is not.
/// </summary>
internal sealed class EntryTemplate
{
    private readonly HandlebarsTemplate<object, object> _template;
    private readonly SourceText _source;

    private EntryTemplate(SourceText source)
    {
        _source = source;
        if (TemplateBlocks.Unbalanced(source.Text) is { } unbalanced)
        {
            throw Failed(unbalanced.Problem, unbalanced.Offset);
        }

        _template = Guard(() => Handlebars.Create(new HandlebarsConfiguration
        {
            TextEncoder = new MarkdownEncoder(),
            ThrowOnUnresolvedBindingExpression = true,
            FileSystem = null,
        }).Compile(source.Text));
    }

    /// <summary>Compiles a template.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANGELOG-TEMPLATE</c> at the place of the mistake.</exception>
    public static EntryTemplate Compile(SourceText source) => new(source);

    /// <summary>The entry's text.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANGELOG-TEMPLATE</c> at the place of the mistake.</exception>
    public string Render(ChangelogEntry entry) => Guard(() => _template(EntryModel.Of(entry)));

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (HandlebarsUndefinedBindingException e)
        {
            throw Failed(
                $"there is no name '{e.MissingKey}'.{NearestName.Question(e.MissingKey, EntryModel.Names)} Names of an entry: {string.Join(", ", EntryModel.Names)}",
                TemplateBlocks.Find(_source.Text, e.MissingKey));
        }
#pragma warning disable CA1031 // The template is the user's: whatever it makes the library throw is a mistake in it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw Failed(e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' '), null);
        }
    }

    private ReleaseException Failed(string problem, int? offset) => new(ChangelogCodes.Template.At(
        offset is { } at ? _source.Locate(new TextSpan(at, 0)) : new SourceLocation(_source.Path), $"The template fails: {problem}."));
}
